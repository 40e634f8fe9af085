package io.surgetank.local.eventsource;

import io.surgetank.local.lambda.InvocationResult;
import java.util.List;

/// Events of a mapping.
sealed interface PollerEvent {
  /// Time has passed, or the mapping starts.
  record TimerElapsed() implements PollerEvent {}

  /// A poll ended, with or without messages.
  record Polled(int slot, List<PolledMessage> messages) implements PollerEvent {}

  /// A poll failed.
  record PollFailed(int slot) implements PollerEvent {}

  /// An invocation ended, or was throttled.
  record Invoked(int slot, InvocationResult result) implements PollerEvent {}

  /// A delete request ended.
  ///
  /// @param refused how many messages SQS did not delete
  record Deleted(int slot, int deleted, int refused) implements PollerEvent {}

  /// No further batch may start.
  record Stopped() implements PollerEvent {}
}
