package io.surgetank.proof.history;

import java.util.List;

/// A job as the server has stored it.
///
/// @param number of its payload
/// @param resultAttempt the attempt that the result names, as `round.number`; empty without result
public record JobSnapshot(
    String id,
    String pipeline,
    long number,
    String status,
    int redrives,
    List<AttemptSnapshot> attempts,
    String resultAttempt) {
  public JobSnapshot {
    attempts = List.copyOf(attempts);
  }

  /// Its end is `PROCESSED`, `FAILED` or `ABANDONED`; empty while it runs.
  public record AttemptSnapshot(int round, int number, String end) {
    String name() {
      return round + "." + number;
    }
  }
}
