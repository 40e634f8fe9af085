package io.surgetank.local.mapping;

import io.surgetank.local.lambda.Invocation;
import java.util.List;

/// What a mapping is told.
sealed interface PollerEvent {
  /// Time has passed, or the mapping begins.
  record Woke() implements PollerEvent {}

  /// A poll ended, with or without messages.
  record Polled(int slot, List<PolledMessage> messages) implements PollerEvent {}

  /// The queue could not be asked.
  record PollFailed(int slot) implements PollerEvent {}

  /// A call ended, or did not begin.
  record Called(int slot, Invocation end) implements PollerEvent {}

  /// The queue was told to delete.
  ///
  /// @param refused how many of them it did not delete
  record Deleted(int slot, int deleted, int refused) implements PollerEvent {}

  /// No further batch is to begin.
  record Stopped() implements PollerEvent {}
}
