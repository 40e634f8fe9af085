package io.surgetank.proof.history;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// An acknowledged redrive begins a new round of attempts, exactly once; nothing else does.
final class RedriveRule implements HistoryRule {
  private static final class Count {
    private int done;
    private int possible;
  }

  @Override
  public void check(History history, Consumer<String> violations) {
    Map<String, Count> counts = new HashMap<>();
    for (OperatorRequest redrive : history.requests().redrives()) {
      redrive.answer().ifPresent(answer -> answered(redrive, answer, violations));
      Count count = counts.computeIfAbsent(redrive.id(), _ -> new Count());
      if (redrive.isDone()) count.done++;
      if (redrive.mayBeDone()) count.possible++;
    }
    for (JobSnapshot job : history.stored().values())
      check(history, job, counts.getOrDefault(job.id(), new Count()), violations);
  }

  private static void answered(
      OperatorRequest redrive, RecordedResponse answer, Consumer<String> violations) {
    boolean isTemporary = RecordedRequests.TEMPORARY.contains(answer.status());
    if (isTemporary || (answer.status() == RecordedRequests.DONE && answer.jobs() <= 1)) return;
    violations.accept(
        "the redrive of job %s was answered with %d and %d jobs"
            .formatted(redrive.id(), answer.status(), answer.jobs()));
  }

  private static void check(
      History history, JobSnapshot job, Count count, Consumer<String> violations) {
    if (job.redrives() < count.done || job.redrives() > count.possible)
      violations.accept(
          "job %s was redriven %d to %d times and has %d redrives"
              .formatted(job.id(), count.done, count.possible, job.redrives()));
    int lastRound = job.attempts().isEmpty() ? 0 : job.attempts().getLast().round();
    boolean mayLackRound = job.status().equals("CANCELLED") || history.isUndeliverable(job.id());
    if (lastRound > job.redrives() + 1 || (lastRound < job.redrives() + 1 && !mayLackRound))
      violations.accept(
          "job %s has %d redrives and its last attempt is of round %d"
              .formatted(job.id(), job.redrives(), lastRound));
  }
}
