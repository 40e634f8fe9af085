package io.surgetank.core.store;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import java.util.List;

/// Which dead letters are meant: those that fulfil every part that is not empty. All parts empty
/// means every dead letter; whoever takes a filter from a person must ask again then.
///
/// `failureContains` is looked for in the last failure's text, in either case of letters.
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
