package io.surgetank.proof.history;

import io.surgetank.proof.history.HistoryEntry.SentJob;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Jobs with the same ordering key never run at once. One that was acknowledged before another was
/// sent, or that precedes it in a batch, has ended its first round before the other starts.
final class OrderingKeyRule implements HistoryRule {
  private record Group(String pipeline, String value) {}

  /// An acknowledged job.
  ///
  /// @param index in its request
  private record Member(String id, long request, int index, int sentAt, int acknowledgedAt) {
    boolean precedes(Member other) {
      return request == other.request ? index < other.index : acknowledgedAt < other.sentAt;
    }
  }

  /// Where a payload was sent first.
  private record Origin(long request, int index, int sentAt, Group group) {}

  @Override
  public void check(History history, Consumer<String> violations) {
    Map<Long, Origin> origins = new HashMap<>();
    Map<Group, Map<String, Member>> members = new LinkedHashMap<>();
    for (RecordedSubmission submission : history.requests().submissions())
      for (int i = 0; i < submission.sent().jobs().size(); i++)
        add(submission, i, origins, members);
    members.values().forEach(each -> order(history, List.copyOf(each.values()), violations));
    concurrency(history, origins, violations);
  }

  /// A repeat may be answered for a job that its first request, without an answer, has created: so
  /// the first request counts.
  private static void add(
      RecordedSubmission submission,
      int index,
      Map<Long, Origin> origins,
      Map<Group, Map<String, Member>> members) {
    SentJob sent = submission.sent().jobs().get(index);
    if (sent.group().isEmpty()) return;
    var group = new Group(submission.sent().pipeline(), sent.group());
    Origin origin =
        origins.computeIfAbsent(
            sent.number(),
            _ -> new Origin(submission.sent().request(), index, submission.sentAt(), group));
    String id = submission.id(index);
    if (id.isEmpty()) return;
    int answeredAt = submission.answer().orElseThrow().line();
    members
        .computeIfAbsent(group, _ -> new LinkedHashMap<>())
        .putIfAbsent(
            id, new Member(id, origin.request(), origin.index(), origin.sentAt(), answeredAt));
  }

  private static void order(History history, List<Member> members, Consumer<String> violations) {
    for (Member later : members) {
      List<HandlerRun> runs = history.runsOf(later.id());
      if (runs.isEmpty()) continue;
      int start = runs.getFirst().startedAt();
      for (Member earlier : members)
        if (earlier.precedes(later)
            && history.runsOf(earlier.id()).stream()
                .anyMatch(run -> run.round() == 1 && run.endedAt() > start))
          violations.accept(
              "job %s started before job %s with the same ordering key, accepted earlier, had ended"
                  .formatted(later.id(), earlier.id()));
    }
  }

  private static void concurrency(
      History history, Map<Long, Origin> origins, Consumer<String> violations) {
    Map<Group, HandlerRun> latest = new HashMap<>();
    for (HandlerRun run : history.runs()) {
      JobSnapshot job = history.stored().get(run.id());
      Origin origin = job == null ? null : origins.get(job.number());
      if (origin == null) continue;
      HandlerRun previous = latest.put(origin.group(), run);
      if (previous != null
          && !previous.id().equals(run.id())
          && previous.endedAt() > run.startedAt())
        violations.accept(
            "jobs %s and %s with the same ordering key ran at once"
                .formatted(previous.id(), run.id()));
    }
  }
}
