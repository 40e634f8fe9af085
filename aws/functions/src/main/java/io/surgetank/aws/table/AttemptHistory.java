package io.surgetank.aws.table;

import io.surgetank.core.job.FinishedAttempt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The attempts of a job that are over, as many as its item holds. When there are more, the stack
/// traces of all but the latest go first; then the first ones and the latest stay, and how many
/// went from between them is counted: no change of a job is ever refused because it was tried so
/// often.
record AttemptHistory(List<FinishedAttempt> attempts, int leftOut) {
  /// What began the trouble is worth as much as what it is now.
  static final int FIRST = 5;

  /// Names, numbers and times of one attempt.
  private static final long AROUND = 200;

  static final AttemptHistory NONE = new AttemptHistory(List.of(), 0);

  AttemptHistory {
    attempts = List.copyOf(attempts);
  }

  AttemptHistory plus(FinishedAttempt last) {
    var more = new ArrayList<>(attempts);
    more.add(last);
    long bytes = more.stream().mapToLong(AttemptHistory::bytes).sum();
    for (int at = 0; bytes > TableConfig.EVIDENCE_BYTES && at < more.size() - 1; at++) {
      FinishedAttempt shorter = withoutStackTrace(more.get(at));
      bytes -= bytes(more.set(at, shorter)) - bytes(shorter);
    }
    int gone = leftOut;
    while (bytes > TableConfig.EVIDENCE_BYTES && more.size() > FIRST + 1) {
      bytes -= bytes(more.remove(FIRST));
      gone++;
    }
    return new AttemptHistory(more, gone);
  }

  private static long bytes(FinishedAttempt attempt) {
    return AROUND + bytes(attempt.failure()) + bytes(attempt.stackTrace());
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static FinishedAttempt withoutStackTrace(FinishedAttempt attempt) {
    return new FinishedAttempt(
        attempt.attempt(), attempt.endedAt(), attempt.end(), attempt.failure());
  }
}
