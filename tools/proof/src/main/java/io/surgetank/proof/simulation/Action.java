package io.surgetank.proof.simulation;

import io.surgetank.core.job.PipelineName;
import java.time.Duration;
import java.util.Optional;

/// What happens from outside: a request of a client or of an operator, or a fault.
sealed interface Action {
  /// Whether the client receives the response.
  enum Reply {
    RECEIVED,
    LOST
  }

  /// One submission. `variant` distinguishes payloads under the same key.
  record Submit(
      PipelineName pipeline, Optional<String> key, int variant, String account, Reply reply)
      implements Action {}

  /// Several submissions in one request.
  record SubmitBatch(
      PipelineName pipeline, Optional<String> key, int variant, int size, Reply reply)
      implements Action {}

  /// Cancels the job that was accepted as the nth of those known then.
  record Cancel(int nth) implements Action {}

  record Redrive(PipelineName pipeline) implements Action {}

  record Purge(PipelineName pipeline) implements Action {}

  record MoveAll(PipelineName from, PipelineName to) implements Action {}

  /// The process ends without any cleanup, and starts again after this time.
  record Crash(Duration down) implements Action {}

  /// The next thread that could run does not run for this time.
  record Stall(Duration time) implements Action {}

  /// The whole process is suspended for this time.
  record Suspend(Duration time) implements Action {}

  /// The wall clock is set.
  record SetClock(Duration by) implements Action {}

  /// The disk has no space left, for this time.
  record FillDisk(Duration time) implements Action {}

  /// Another process holds the lock of the database, for this time.
  record LockDatabase(Duration time) implements Action {}

  /// The engine's periodic maintenance runs now.
  record Maintain() implements Action {}
}
