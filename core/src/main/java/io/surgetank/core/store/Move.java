package io.surgetank.core.store;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.PipelineName;
import java.util.Optional;

/// A job to be handed over from one pipeline to another that takes its payload.
///
/// @param from the pipeline that is known to have it; one that left it meanwhile is not moved
/// @param orderingKey what the new pipeline orders it by, if it orders
public record Move(
    JobId id, PipelineName from, PipelineName to, Optional<OrderingKey> orderingKey) {
  public Move {
    if (from.equals(to))
      throw new IllegalArgumentException("a job is moved to another pipeline than its own");
  }
}
