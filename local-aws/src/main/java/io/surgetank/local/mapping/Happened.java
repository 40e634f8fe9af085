package io.surgetank.local.mapping;

import io.surgetank.local.lambda.Invocation;
import java.util.List;

/// What a mapping is told.
sealed interface Happened {
  /// Time has passed, or the mapping begins.
  record Woke() implements Happened {}

  /// A poll ended, with or without messages.
  record Polled(int slot, List<Received> messages) implements Happened {}

  /// The queue could not be asked.
  record PollFailed(int slot) implements Happened {}

  /// A call ended, or did not begin.
  record Called(int slot, Invocation end) implements Happened {}

  /// The queue was told to delete.
  ///
  /// @param refused how many of them it did not delete
  record Deleted(int slot, int deleted, int refused) implements Happened {}

  /// No further batch is to begin.
  record Stopped() implements Happened {}
}
