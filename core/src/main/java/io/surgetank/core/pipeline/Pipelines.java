package io.surgetank.core.pipeline;

import io.surgetank.core.job.PipelineName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// All pipelines of one installation, in the order of the configuration. Several may share a path;
/// then at most one of them accepts any body, the others require a distinct member.
public record Pipelines(List<Pipeline> all) {
  public Pipelines {
    all = List.copyOf(all);
    if (all.stream().map(Pipeline::name).distinct().count() != all.size())
      throw new IllegalArgumentException("two pipelines have the same name");
  }

  /// The same pipelines, each with this access.
  public Pipelines with(PipelineAccess access) {
    return new Pipelines(all.stream().map(pipeline -> pipeline.with(access)).toList());
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
