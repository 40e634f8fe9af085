package io.surgetank.proof.history;

import io.surgetank.proof.history.JobSnapshot.AttemptSnapshot;
import java.util.Objects;
import java.util.function.Consumer;

/// A job has one result, that of its last attempt, exactly if it is processed; it is dead exactly
/// when its attempts are used up or the handler gave up.
record OutcomeRule(int maxAttempts) implements HistoryRule {
  @Override
  public void check(History history, Consumer<String> violations) {
    for (JobSnapshot job : history.stored().values()) {
      long processed =
          job.attempts().stream().filter(each -> each.end().equals("PROCESSED")).count();
      long expected = job.status().equals("PROCESSED") ? 1 : 0;
      if (processed != expected)
        violations.accept(
            "job %s is %s and has %d processed attempts"
                .formatted(job.id(), job.status(), processed));
      switch (job.status()) {
        case "PROCESSED" -> processed(job, violations);
        case "DEAD" -> {
          if (!history.isUndeliverable(job.id())) dead(history, job, violations);
        }
        default -> {}
      }
    }
  }

  private static void processed(JobSnapshot job, Consumer<String> violations) {
    String last = job.attempts().isEmpty() ? "" : job.attempts().getLast().name();
    if (!job.resultAttempt().equals(last))
      violations.accept(
          "job %s has the result of attempt '%s', its last attempt is '%s'"
              .formatted(job.id(), job.resultAttempt(), last));
  }

  private void dead(History history, JobSnapshot job, Consumer<String> violations) {
    if (job.attempts().isEmpty()) {
      violations.accept("job %s is dead without an attempt".formatted(job.id()));
      return;
    }
    AttemptSnapshot last = job.attempts().getLast();
    boolean gaveUp =
        history.runsOf(job.id()).stream()
            .filter(run -> run.name().equals(last.name()))
            .anyMatch(run ->
                Objects.equals(run.end().orElse(null), HistoryEntry.HandlerDecision.GAVE_UP));
    if (last.number() < maxAttempts && !gaveUp)
      violations.accept(
          "job %s is dead after attempt %s of %d".formatted(job.id(), last.name(), maxAttempts));
  }
}
