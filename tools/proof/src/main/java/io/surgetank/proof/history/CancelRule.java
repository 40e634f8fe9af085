package io.surgetank.proof.history;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// A job whose cancellation was acknowledged stays cancelled and is not processed any more; no
/// other job is cancelled.
final class CancelRule implements HistoryRule {
  private static final String CANCELLED = "CANCELLED";

  @Override
  public void check(History history, Consumer<String> violations) {
    Set<String> mayBeCancelled = new HashSet<>();
    for (OperatorRequest cancel : history.requests().cancels()) {
      if (cancel.mayBeDone()) mayBeCancelled.add(cancel.id());
      if (cancel.isDone()) done(history, cancel, violations);
      else cancel.answer().ifPresent(answer -> refused(cancel, answer.status(), violations));
    }
    for (JobSnapshot job : history.stored().values())
      if (job.status().equals(CANCELLED) && !mayBeCancelled.contains(job.id()))
        violations.accept("job %s is cancelled without a request".formatted(job.id()));
  }

  private static void done(History history, OperatorRequest cancel, Consumer<String> violations) {
    JobSnapshot job = history.stored().get(cancel.id());
    if (job == null || !job.status().equals(CANCELLED))
      violations.accept(
          "the cancellation of job %s was acknowledged and is lost: it is %s"
              .formatted(cancel.id(), job == null ? "missing" : job.status()));
    int answeredAt = cancel.answer().orElseThrow().line();
    for (HandlerRun run : history.runsOf(cancel.id()))
      if (run.startedAt() > answeredAt)
        violations.accept(
            "attempt %s of job %s started after its cancellation was acknowledged"
                .formatted(run.name(), cancel.id()));
  }

  private static void refused(OperatorRequest cancel, int status, Consumer<String> violations) {
    if (status == RecordedRequests.TOO_LATE || RecordedRequests.TEMPORARY.contains(status)) return;
    violations.accept(
        "the cancellation of job %s was refused with %d".formatted(cancel.id(), status));
  }
}
