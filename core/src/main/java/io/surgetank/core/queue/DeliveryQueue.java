package io.surgetank.core.queue;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.util.List;

/// Jobs waiting to be worked. At least once: every job accepted is delivered until it is settled in
/// an end state or cancelled.
///
/// All methods throw [java.io.UncheckedIOException] when the backend cannot be written; nothing has
/// changed then that anybody was told of.
public interface DeliveryQueue {
  /// Leases up to `max` jobs that are due, oldest first, waiting at most `atMost` for the first;
  /// empty when none came. Each one leased has begun an attempt, and that it has begun is recorded
  /// before this returns: a job that kills its process is not tried for ever.
  List<Delivery> lease(PipelineName pipeline, int max, Duration atMost) throws InterruptedException;

  /// Makes the lease last for the pipeline's full lease time from now. `STALE` when it is lost.
  SettleResult extend(Receipt receipt);

  /// Carries the outcome out: records it with the attempt, and in the same step takes the job from
  /// the queue or makes it due again. Durable when it returns.
  SettleResult settle(Receipt receipt, Outcome outcome);

  /// Gives a delivery back as if it had never been leased: at once due again, no attempt counted.
  SettleResult release(Receipt receipt);
}
