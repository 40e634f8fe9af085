package io.surgetank.core.pipeline;

import io.surgetank.core.job.PipelineName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// All pipelines of one installation, in the order of the configuration. Several may share a path;
/// then at most one of them accepts any body, the others require a distinct member.
///
/// @param auditLog how long entries of the audit log are kept
public record Pipelines(List<Pipeline> all, Duration auditLog) {
  /// Longer than a year, so that a yearly review finds the whole year.
  public static final Duration KEEP_AUDIT_LOG = Duration.ofDays(400);

  public Pipelines {
    all = List.copyOf(all);
    if (!auditLog.isPositive()) throw new IllegalArgumentException("nothing is kept for no time");
    if (all.stream().map(Pipeline::name).distinct().count() != all.size())
      throw new IllegalArgumentException("two pipelines have the same name");
  }

  /// The same pipelines, each with this access.
  public Pipelines with(PipelineAccess access) {
    return new Pipelines(all.stream().map(pipeline -> pipeline.with(access)).toList(), auditLog);
  }

  /// Pipelines with the default retention of the audit log.
  public Pipelines(List<Pipeline> all) {
    this(all, KEEP_AUDIT_LOG);
  }

  public Optional<Pipeline> named(PipelineName name) {
    return all.stream().filter(pipeline -> pipeline.name().equals(name)).findFirst();
  }

  /// The pipelines of each path, in the order of the configuration.
  public Map<String, List<Pipeline>> byPath() {
    return all.stream()
        .collect(
            Collectors.groupingBy(
                pipeline -> pipeline.intake().path(), LinkedHashMap::new, Collectors.toList()));
  }
}
