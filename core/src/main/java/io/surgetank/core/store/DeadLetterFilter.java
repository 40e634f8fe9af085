package io.surgetank.core.store;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import java.util.List;

/// Selects the dead letters that match every part that is not empty. With all parts empty it
/// selects every dead letter; user interfaces must then ask for confirmation. `failureContains` is
/// searched in the last failure's text, ignoring case.
public record DeadLetterFilter(
    List<JobId> ids, List<PipelineName> pipelines, String failureContains) {
  public static final DeadLetterFilter EVERYTHING = new DeadLetterFilter(List.of(), List.of(), "");

  public DeadLetterFilter {
    ids = List.copyOf(ids);
    pipelines = List.copyOf(pipelines);
  }

  public boolean isEverything() {
    return ids.isEmpty() && pipelines.isEmpty() && failureContains.isEmpty();
  }
}
