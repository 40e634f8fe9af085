package io.surgetank.proof.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A history as text, and the jobs that are stored at its end.
record HistoryExample(List<HistoryEntry> entries, List<JobSnapshot> stored) {
  static final int MAX_ATTEMPTS = 3;

  static HistoryExample of(String lines, JobSnapshot... stored) {
    return new HistoryExample(
        lines.lines().map(HistoryEntryFormat::parse).toList(), List.of(stored));
  }

  /// `job("a", 7, "PROCESSED", 0, "1.1 FAILED", "1.2 PROCESSED")` has the result of its last
  /// processed attempt.
  static JobSnapshot job(String id, long number, String status, int redrives, String... attempts) {
    String result =
        Stream.of(attempts)
            .filter(each -> each.endsWith("PROCESSED"))
            .map(each -> each.substring(0, each.indexOf(' ')))
            .reduce("", (_, last) -> last);
    return new JobSnapshot(id, "orders", number, status, redrives, attempts(attempts), result);
  }

  static List<JobSnapshot.AttemptSnapshot> attempts(String... texts) {
    return Arrays.stream(texts)
        .map(text -> text.split("[. ]", -1))
        .map(parts ->
            new JobSnapshot.AttemptSnapshot(
                Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]))
        .toList();
  }

  List<String> violations() {
    return new HistoryChecker(MAX_ATTEMPTS).check(entries, stored);
  }
}
