package io.surgetank.deploy.stack;

import java.time.Duration;
import java.util.OptionalInt;

/// An event source mapping: Lambda polls the queue and invokes the function with batches.
///
/// @param batch the maximum of messages in an invocation
/// @param window the batch window
/// @param maximumConcurrency of invocations, 2 to 1,000; empty for the limit of Lambda
public record SqsTrigger(
    QueueRef queue,
    FunctionRef function,
    int batch,
    Duration window,
    OptionalInt maximumConcurrency,
    Reply reply) {
  /// The meaning of the function's response.
  public enum Reply {
    /// An invocation that returns has processed the whole batch.
    WHOLE_BATCH,
    /// The response names the failed messages: `ReportBatchItemFailures`.
    BATCH_ITEM_FAILURES
  }
}
