package io.surgetank.local.eventsource;

import java.time.Instant;
import java.util.List;

/// The state of a slot, which processes one batch at a time: poll, invoke, delete, repeat.
sealed interface PollerSlot {
  /// Waits for a poll.
  ///
  /// @param gathered messages of earlier polls for the same batch
  record Polling(List<PolledMessage> gathered, Instant polledAt) implements PollerSlot {}

  /// A poll failed; it is retried at `until`.
  record PollBackoff(List<PolledMessage> gathered, Instant until) implements PollerSlot {}

  /// The function is running.
  ///
  /// @param throttles how often the invocation was throttled before
  record Invoking(InvocationBatch invocationBatch, int throttles) implements PollerSlot {}

  /// The invocation was throttled; it is retried at `until`.
  record InvokeBackoff(InvocationBatch invocationBatch, int throttles, Instant until)
      implements PollerSlot {}

  /// Waits for the deletion of processed messages.
  record Deleting(InvocationBatch invocationBatch) implements PollerSlot {}
}
