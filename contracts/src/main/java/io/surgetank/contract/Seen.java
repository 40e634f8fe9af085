package io.surgetank.contract;

import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.FinishedAttempt.End;
import io.surgetank.job.JobRecord;
import io.surgetank.job.State;
import io.surgetank.store.Cancellation;
import io.surgetank.store.Placement;
import java.util.List;

/// What all backends must agree on, as text. When a lost lease is noticed, and in what words, is
/// each backend's own and is left out.
final class Seen {
  private Seen() {}

  static String record(JobRecord record) {
    return String.join(
        " ",
        record.job().toString(),
        state(record),
        "redriven " + record.redrives(),
        record.attempts().stream().map(Seen::attempt).toList().toString());
  }

  static List<String> placements(List<Placement> placements) {
    return placements.stream().map(Seen::placement).toList();
  }

  static String cancellation(Cancellation cancellation) {
    return switch (cancellation) {
      case Cancellation.Done(var record) -> "done " + record(record);
      case Cancellation.TooLate(var record) -> "too late " + record(record);
      case Cancellation.Unknown() -> "unknown";
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

  private static String placement(Placement placement) {
    return switch (placement) {
      case Placement.Stored(var job) -> "stored " + job;
      case Placement.Existing(var record) -> "existing " + record(record);
      case Placement.KeyTaken(var key) -> "taken " + key;
      case Placement.TooManyKeys(var key) -> "crowded " + key;
      case Placement.Full _ -> "full";
    };
  }
}
