package io.surgetank.local.mapping;

import java.time.Duration;
import java.util.List;

/// What a mapping wants done. Each is answered by one [Happened] with the same slot.
sealed interface Action {
  /// Answered by `Polled` or `PollFailed`.
  ///
  /// @param longest how long to wait for the first message
  record Poll(int slot, int max, Duration longest) implements Action {}

  /// Answered by `Called`.
  record Call(int slot, Batch batch) implements Action {}

  /// Answered by `Deleted`.
  record Delete(int slot, List<Received> messages) implements Action {}
}
