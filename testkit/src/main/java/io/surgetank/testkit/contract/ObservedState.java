package io.surgetank.testkit.contract;

import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.FinishedAttempt.End;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.State;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.PutResult;
import java.util.List;

/// What all backends must agree on, as text. When an expired lease is detected, and its message,
/// differ and are omitted.
final class ObservedState {
  private ObservedState() {}

  static String record(JobRecord record) {
    return String.join(
        " ",
        record.job().toString(),
        state(record),
        "redriven " + record.redrives(),
        record.attempts().stream().map(ObservedState::attempt).toList().toString());
  }

  static List<String> putResults(List<PutResult> results) {
    return results.stream().map(ObservedState::text).toList();
  }

  static String cancellation(CancelResult cancelResult) {
    return switch (cancelResult) {
      case CancelResult.Cancelled(var record) -> "done " + record(record);
      case CancelResult.TooLate(var record) -> "too late " + record(record);
      case CancelResult.Unknown() -> "unknown";
    };
  }

  private static String state(JobRecord record) {
    boolean lost =
        !record.attempts().isEmpty() && record.attempts().getLast().end() == End.ABANDONED;
    return switch (record.state()) {
      case State.Retrying _, State.Dead _ ->
          lost ? record.status().name() : record.state().toString();
      case State.Pending _, State.Processing _, State.Processed _, State.Cancelled _ ->
          record.state().toString();
    };
  }

  private static String attempt(FinishedAttempt finished) {
    return finished.end() == End.ABANDONED
        ? finished.attempt() + " abandoned"
        : finished.toString();
  }

  private static String text(PutResult putResult) {
    return switch (putResult) {
      case PutResult.Stored(var job) -> "stored " + job;
      case PutResult.Existing(var record) -> "existing " + record(record);
      case PutResult.KeyTaken(var key) -> "taken " + key;
      case PutResult.TooManyKeys(var key) -> "crowded " + key;
      case PutResult.Full _ -> "full";
    };
  }
}
