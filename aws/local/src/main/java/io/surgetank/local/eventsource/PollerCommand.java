package io.surgetank.local.eventsource;

import java.time.Duration;
import java.util.List;

/// Commands of the state machine. Each results in one [PollerEvent] with the same slot.
sealed interface PollerCommand {
  /// Results in `Polled` or `PollFailed`.
  ///
  /// @param longest wait for the first message
  record Poll(int slot, int max, Duration longest) implements PollerCommand {}

  /// Results in `Invoked`.
  record Invoke(int slot, InvocationBatch invocationBatch) implements PollerCommand {}

  /// Results in `Deleted`.
  record Delete(int slot, List<PolledMessage> messages) implements PollerCommand {}
}
