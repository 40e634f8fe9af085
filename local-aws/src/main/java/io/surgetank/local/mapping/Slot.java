package io.surgetank.local.mapping;

import java.time.Instant;
import java.util.List;

/// One of a mapping's batches at a time: polled for, called with, deleted, in a circle.
sealed interface Slot {
  /// Waits for a poll.
  ///
  /// @param gathered what earlier polls brought for the same batch
  record Polling(List<Received> gathered, Instant asked) implements Slot {}

  /// The queue did not answer; asks again then.
  record Resting(List<Received> gathered, Instant until) implements Slot {}

  /// The function has the batch.
  ///
  /// @param refusals how often the call was throttled before
  record Calling(Batch batch, int refusals) implements Slot {}

  /// The call was throttled; tries again then.
  record Holding(Batch batch, int refusals, Instant until) implements Slot {}

  /// The queue is being told what is done.
  record Deleting(Batch batch) implements Slot {}
}
