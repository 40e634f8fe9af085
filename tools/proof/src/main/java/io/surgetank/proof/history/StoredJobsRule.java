package io.surgetank.proof.history;

import io.surgetank.proof.history.HistoryEntry.SentJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// No acknowledged job is lost, no payload is stored twice, and no job is stored that was not sent.
final class StoredJobsRule implements HistoryRule {
  @Override
  public void check(History history, Consumer<String> violations) {
    Map<String, Integer> acknowledgedAt = new HashMap<>();
    Map<Long, String> pipelines = new HashMap<>();
    for (RecordedSubmission submission : history.requests().submissions()) {
      for (int i = 0; i < submission.sent().jobs().size(); i++) {
        SentJob sent = submission.sent().jobs().get(i);
        pipelines.put(sent.number(), submission.sent().pipeline());
        String id = submission.id(i);
        if (id.isEmpty()) continue;
        acknowledgedAt.putIfAbsent(id, submission.answer().orElseThrow().line());
        acknowledged(history, sent, id, violations);
      }
    }
    for (JobSnapshot job : history.stored().values())
      if (!job.pipeline().equals(pipelines.get(job.number())))
        violations.accept(
            "job %s with payload %d in %s was not sent"
                .formatted(job.id(), job.number(), job.pipeline()));
    stored(history, violations);
    seen(history, acknowledgedAt, violations);
  }

  private static void acknowledged(
      History history, SentJob sent, String id, Consumer<String> violations) {
    JobSnapshot job = history.stored().get(id);
    if (job == null) violations.accept("job %s was acknowledged and is lost".formatted(id));
    else if (job.number() != sent.number())
      violations.accept(
          "job %s was acknowledged for payload %d and has payload %d"
              .formatted(id, sent.number(), job.number()));
  }

  private static void stored(History history, Consumer<String> violations) {
    Map<Long, String> ids = new HashMap<>();
    for (JobSnapshot job : history.stored().values()) {
      String other = ids.put(job.number(), job.id());
      if (other != null)
        violations.accept(
            "payload %d is stored twice: %s and %s".formatted(job.number(), other, job.id()));
    }
    for (String id : history.runsById().keySet())
      if (!history.stored().containsKey(id))
        violations.accept("job %s was processed and is not stored".formatted(id));
  }

  private static void seen(
      History history, Map<String, Integer> acknowledgedAt, Consumer<String> violations) {
    acknowledgedAt.forEach((id, line) -> {
      for (var sighting : history.sightings().getOrDefault(id, List.of()))
        if (sighting.line() > line && sighting.status().equals(HistoryEntry.Seen.MISSING))
          violations.accept("job %s was acknowledged and later not found".formatted(id));
    });
  }
}
