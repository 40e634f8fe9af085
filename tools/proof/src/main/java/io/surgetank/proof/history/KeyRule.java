package io.surgetank.proof.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The same key with the same jobs gives the same ids, with other jobs 422, and nothing else is
/// refused for good.
final class KeyRule implements HistoryRule {
  /// Keys belong to a path, and each pipeline has its own.
  private record Key(String pipeline, String value) {}

  @Override
  public void check(History history, Consumer<String> violations) {
    Map<Key, List<RecordedSubmission>> byKey = new LinkedHashMap<>();
    for (RecordedSubmission submission : history.requests().submissions()) {
      var key = new Key(submission.sent().pipeline(), submission.sent().key());
      if (key.value().isEmpty()) refusals(List.of(submission), violations);
      else byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(submission);
    }
    Set<Long> stored =
        history.stored().values().stream().map(JobSnapshot::number).collect(Collectors.toSet());
    byKey.forEach((key, submissions) -> {
      refusals(submissions, violations);
      contents(key, submissions, stored, violations);
      ids(key, submissions, violations);
    });
  }

  private static void refusals(List<RecordedSubmission> all, Consumer<String> violations) {
    for (RecordedSubmission submission : all) {
      if (submission.answer().isEmpty() || submission.isAccepted()) continue;
      int status = submission.answer().get().status();
      if (RecordedRequests.TEMPORARY.contains(status)) continue;
      if (status == RecordedRequests.KEY_TAKEN && mayBeTaken(submission, all)) continue;
      violations.accept(
          "request %d with key '%s' was refused with %d"
              .formatted(submission.sent().request(), submission.sent().key(), status));
    }
  }

  /// Whether another content may have been stored first.
  private static boolean mayBeTaken(RecordedSubmission refused, List<RecordedSubmission> all) {
    int refusedAt = refused.answer().orElseThrow().line();
    boolean hasOther = false;
    for (RecordedSubmission each : all) {
      boolean isSame = each.content().equals(refused.content());
      if (!isSame && each.sentAt() < refusedAt) hasOther = true;
      if (isSame && each.isAccepted() && each.answer().orElseThrow().line() < refused.sentAt())
        return false;
    }
    return hasOther;
  }

  private static void contents(
      Key key,
      List<RecordedSubmission> submissions,
      Set<Long> stored,
      Consumer<String> violations) {
    var accepted = new LinkedHashSet<RecordedSubmission.RequestBody>();
    var inStore = new LinkedHashSet<RecordedSubmission.RequestBody>();
    for (RecordedSubmission submission : submissions) {
      if (submission.isAccepted()) accepted.add(submission.content());
      if (submission.sent().jobs().stream().anyMatch(job -> stored.contains(job.number())))
        inStore.add(submission.content());
    }
    if (accepted.size() > 1)
      violations.accept("key %s was accepted with %s".formatted(key, accepted));
    if (inStore.size() > 1)
      violations.accept(
          "jobs of several contents of key %s are stored: %s".formatted(key, inStore));
  }

  private static void ids(
      Key key, List<RecordedSubmission> submissions, Consumer<String> violations) {
    Map<Long, Set<String>> idsOf = new LinkedHashMap<>();
    for (RecordedSubmission submission : submissions)
      for (int i = 0; i < submission.sent().jobs().size(); i++)
        if (!submission.id(i).isEmpty())
          idsOf
              .computeIfAbsent(submission.sent().jobs().get(i).number(), _ -> new HashSet<>())
              .add(submission.id(i));
    idsOf.forEach((number, ids) -> {
      if (ids.size() > 1)
        violations.accept(
            "key %s names several jobs for payload %d: %s".formatted(key, number, ids));
    });
  }
}
