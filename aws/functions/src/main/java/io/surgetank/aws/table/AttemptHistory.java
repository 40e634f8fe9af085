package io.surgetank.aws.table;

import io.surgetank.core.job.FinishedAttempt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The finished attempts of a job, as many as its item can hold. When they need more space, first
/// the stack traces of all but the latest attempt are removed; then attempts between the first ones
/// and the latest are removed and counted. So no change of a job is ever refused because of its
/// number of attempts.
record AttemptHistory(List<FinishedAttempt> attempts, int omittedAttempts) {
  /// The first attempts show the cause of a problem as much as the latest do.
  static final int FIRST = 5;

  /// Bytes of the attribute names, numbers and times of one attempt.
  private static final long OVERHEAD = 200;

  static final AttemptHistory NONE = new AttemptHistory(List.of(), 0);

  AttemptHistory {
    attempts = List.copyOf(attempts);
  }

  AttemptHistory plus(FinishedAttempt last) {
    var more = new ArrayList<>(attempts);
    more.add(last);
    long bytes = more.stream().mapToLong(AttemptHistory::bytes).sum();
    for (int at = 0; bytes > TableConfig.HISTORY_BYTES && at < more.size() - 1; at++) {
      FinishedAttempt shorter = withoutStackTrace(more.get(at));
      bytes -= bytes(more.set(at, shorter)) - bytes(shorter);
    }
    int omitted = omittedAttempts;
    while (bytes > TableConfig.HISTORY_BYTES && more.size() > FIRST + 1) {
      bytes -= bytes(more.remove(FIRST));
      omitted++;
    }
    return new AttemptHistory(more, omitted);
  }

  private static long bytes(FinishedAttempt attempt) {
    return OVERHEAD + bytes(attempt.failure()) + bytes(attempt.stackTrace());
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static FinishedAttempt withoutStackTrace(FinishedAttempt attempt) {
    return new FinishedAttempt(
        attempt.attempt(), attempt.endedAt(), attempt.end(), attempt.failure());
  }
}
