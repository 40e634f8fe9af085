package io.surgetank.deploy.stack;

import java.time.Duration;
import java.util.OptionalInt;

/// An event source mapping: Lambda polls the queue and calls the function with batches.
///
/// @param batch the most messages in one call
/// @param window how long a batch may be gathered
/// @param maximumConcurrency how many calls at once, 2 to 1,000; empty where only Lambda's own
///   bounds hold
public record SqsTrigger(
    QueueRef queue,
    FunctionRef function,
    int batch,
    Duration window,
    OptionalInt maximumConcurrency,
    Reply reply) {
  /// What the function's answer means.
  public enum Reply {
    /// A call that returns has worked the whole batch.
    WHOLE_BATCH,
    /// The answer names the messages that failed: `ReportBatchItemFailures`.
    BATCH_ITEM_FAILURES
  }
}
