package io.surgetank.core.queue;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.util.List;

/// Jobs waiting to be processed. At least once: every job accepted is delivered until it is settled
/// in an end state or cancelled.
///
/// All methods throw [java.io.UncheckedIOException] when the backend cannot be written; then
/// nothing has changed.
public interface DeliveryQueue {
  /// Leases up to `max` jobs that are due, oldest first, waiting at most `atMost` for the first;
  /// empty when none came. Each lease starts an attempt, which is recorded before this returns: a
  /// job that kills its process is not retried for ever.
  List<Delivery> lease(PipelineName pipeline, int max, Duration atMost) throws InterruptedException;

  /// Extends the lease to the pipeline's full lease time from now. `STALE` when it is lost.
  SettleResult extend(Receipt receipt);

  /// Records the outcome with the attempt, and in the same step removes the job from the queue or
  /// makes it due again. Durable when it returns.
  SettleResult settle(Receipt receipt, Outcome outcome);

  /// Releases a delivery as if it had never been leased: due again at once, no attempt counted.
  SettleResult release(Receipt receipt);
}
