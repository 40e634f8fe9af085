package io.surgetank.local.mapping;

import java.time.Instant;
import java.util.List;

/// One of a mapping's batches at a time: polled for, called with, deleted, in a circle.
sealed interface PollerSlot {
  /// Waits for a poll.
  ///
  /// @param gathered what earlier polls brought for the same batch
  record Polling(List<PolledMessage> gathered, Instant asked) implements PollerSlot {}

  /// The queue did not answer; asks again then.
  record Resting(List<PolledMessage> gathered, Instant until) implements PollerSlot {}

  /// The function has the batch.
  ///
  /// @param refusals how often the call was throttled before
  record Calling(InvocationBatch invocationBatch, int refusals) implements PollerSlot {}

  /// The call was throttled; tries again then.
  record Holding(InvocationBatch invocationBatch, int refusals, Instant until)
      implements PollerSlot {}

  /// The queue is being told what is done.
  record Deleting(InvocationBatch invocationBatch) implements PollerSlot {}
}
