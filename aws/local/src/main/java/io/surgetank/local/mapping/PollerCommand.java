package io.surgetank.local.mapping;

import java.time.Duration;
import java.util.List;

/// What a mapping wants done. Each is answered by one [PollerEvent] with the same slot.
sealed interface PollerCommand {
  /// Answered by `Polled` or `PollFailed`.
  ///
  /// @param longest how long to wait for the first message
  record Poll(int slot, int max, Duration longest) implements PollerCommand {}

  /// Answered by `Called`.
  record Call(int slot, InvocationBatch invocationBatch) implements PollerCommand {}

  /// Answered by `Deleted`.
  record Delete(int slot, List<PolledMessage> messages) implements PollerCommand {}
}
