package io.surgetank.proof.simulation;

import io.surgetank.core.job.PipelineName;
import java.time.Duration;
import java.util.Optional;

/// What happens from outside: a request of a client or of an operator, or a fault.
sealed interface SimulatedAction {
  /// Whether the client receives the response.
  enum ClientResponse {
    RECEIVED,
    LOST
  }

  /// One submission. `variant` distinguishes payloads under the same key.
  record Submit(
      PipelineName pipeline,
      Optional<String> key,
      int variant,
      String account,
      ClientResponse response)
      implements SimulatedAction {}

  /// Several submissions in one request.
  record SubmitBatch(
      PipelineName pipeline, Optional<String> key, int variant, int size, ClientResponse response)
      implements SimulatedAction {}

  /// Cancels the job that was accepted as the nth of those known then.
  record Cancel(int nth) implements SimulatedAction {}

  record Redrive(PipelineName pipeline) implements SimulatedAction {}

  record Purge(PipelineName pipeline) implements SimulatedAction {}

  record MoveAll(PipelineName from, PipelineName to) implements SimulatedAction {}

  /// The process ends without any cleanup, and starts again after this time.
  record Crash(Duration down) implements SimulatedAction {}

  /// The next thread that could run does not run for this time.
  record Stall(Duration time) implements SimulatedAction {}

  /// The whole process is suspended for this time.
  record Suspend(Duration time) implements SimulatedAction {}

  /// The wall clock is set.
  record SetClock(Duration by) implements SimulatedAction {}

  /// The disk has no space left, for this time.
  record FillDisk(Duration time) implements SimulatedAction {}

  /// Another process holds the lock of the database, for this time.
  record LockDatabase(Duration time) implements SimulatedAction {}

  /// The engine's periodic maintenance runs now.
  record Maintain() implements SimulatedAction {}
}
