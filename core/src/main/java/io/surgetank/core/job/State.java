package io.surgetank.core.job;

import java.time.Instant;

/// The state of a job, with its details.
public sealed interface State {
  /// Waits for its first attempt, or for its first after a redrive.
  record Pending() implements State {}

  /// A worker is processing it.
  record Processing(Attempt attempt) implements State {}

  /// An attempt failed; the next one is due at `dueAt`.
  record Retrying(Instant dueAt) implements State {}

  /// Done. `result` is the handler's result as JSON text.
  record Processed(String result, Instant endedAt) implements State {}

  /// Given up; `failure` is the last attempt's.
  record Dead(String failure, Instant endedAt) implements State {}

  /// Cancelled while it was pending or retrying.
  record Cancelled(Instant endedAt) implements State {}

  default Status status() {
    return switch (this) {
      case Pending() -> Status.PENDING;
      case Processing(_) -> Status.PROCESSING;
      case Retrying(_) -> Status.RETRYING;
      case Processed(_, _) -> Status.PROCESSED;
      case Dead(_, _) -> Status.DEAD;
      case Cancelled(_) -> Status.CANCELLED;
    };
  }
}
