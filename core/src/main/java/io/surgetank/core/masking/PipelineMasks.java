package io.surgetank.core.masking;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The masks of all pipelines, by their current schemas.
///
/// @param masks of those whose schema marks secret values
/// @param configured all pipelines of the configuration
public record PipelineMasks(Map<PipelineName, PayloadMask> masks, Set<PipelineName> configured) {
  /// Hides nothing.
  public static final PipelineMasks NONE = new PipelineMasks(Map.of(), Set.of());

  public PipelineMasks {
    masks = Map.copyOf(masks);
    configured = Set.copyOf(configured);
  }

  public static PipelineMasks of(Pipelines pipelines) {
    var masks = new HashMap<PipelineName, PayloadMask>();
    for (Pipeline pipeline : pipelines.all())
      PayloadMask.of(pipeline.intake().schema())
          .ifPresent(mask -> masks.put(pipeline.name(), mask));
    return new PipelineMasks(
        masks, pipelines.all().stream().map(Pipeline::name).collect(Collectors.toSet()));
  }

  /// Whether anything of this pipeline's jobs is hidden.
  public boolean hides(PipelineName pipeline) {
    return find(pipeline).isPresent();
  }

  /// What may be shown of the job.
  public MaskedJob of(Job job) {
    return find(job.pipeline())
        .map(mask -> mask.mask(job.payload()))
        .orElseGet(() -> MaskedJob.shown(job.payload()));
  }

  /// Whether everything that the schema of the job's pipeline hides is also hidden of the same job
  /// in another pipeline. True for a pipeline that is not configured: its schema is not known, and
  /// its jobs must be moved to be processed.
  public boolean hidesNoLess(Job moved, Job job) {
    return Optional.ofNullable(masks.get(job.pipeline()))
        .map(mask -> {
          String shown = Json.write(Json.read(of(moved).payload()));
          return mask.mask(shown).payload().equals(shown);
        })
        .orElse(true);
  }

  /// Jobs of a pipeline that is not configured any more are hidden as a whole where secret values
  /// are in use: its schema may have marked some.
  private Optional<PayloadMask> find(PipelineName pipeline) {
    if (masks.isEmpty()) return Optional.empty();
    return configured.contains(pipeline)
        ? Optional.ofNullable(masks.get(pipeline))
        : Optional.of(new PayloadMask.Whole());
  }
}
