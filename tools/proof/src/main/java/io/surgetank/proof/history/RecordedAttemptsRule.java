package io.surgetank.proof.history;

import io.surgetank.proof.history.JobSnapshot.AttemptSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Every attempt that ran is recorded with its end; recorded attempts are numbered without gaps,
/// and those with an outcome did run. An attempt without an outcome needs a killed server.
final class RecordedAttemptsRule implements HistoryRule {
  @Override
  public void check(History history, Consumer<String> violations) {
    for (JobSnapshot job : history.stored().values()) {
      Map<String, HandlerRun> runs = new HashMap<>();
      for (HandlerRun run : history.runsOf(job.id())) runs.put(run.name(), run);
      numbers(history, job, violations);
      for (AttemptSnapshot attempt : job.attempts()) {
        Optional<HandlerRun> run = Optional.ofNullable(runs.remove(attempt.name()));
        if (!isPossible(history, job.id(), attempt, run))
          violations.accept(
              "attempt %s of job %s is recorded as '%s', but the handler %s"
                  .formatted(attempt.name(), job.id(), attempt.end(), description(run)));
      }
      for (String name : runs.keySet())
        violations.accept("attempt %s of job %s ran and is not recorded".formatted(name, job.id()));
    }
  }

  private static void numbers(History history, JobSnapshot job, Consumer<String> violations) {
    boolean mayLackRounds = history.isUndeliverable(job.id());
    int round = 0;
    int number = 0;
    for (AttemptSnapshot attempt : job.attempts()) {
      boolean isNext = attempt.round() == round && attempt.number() == number + 1;
      boolean isNextRound =
          attempt.number() == 1
              && (mayLackRounds ? attempt.round() > round : attempt.round() == round + 1);
      if (!isNext && !isNextRound)
        violations.accept(
            "job %s has attempt %s after %d.%d".formatted(job.id(), attempt.name(), round, number));
      round = attempt.round();
      number = attempt.number();
    }
  }

  private static boolean isPossible(
      History history, String id, AttemptSnapshot attempt, Optional<HandlerRun> run) {
    Optional<HistoryEntry.HandlerDecision> end = run.flatMap(HandlerRun::end);
    return switch (attempt.end()) {
      case "PROCESSED" -> end.filter(HistoryEntry.HandlerDecision.PROCESSED::equals).isPresent();
      case "FAILED" ->
          end.filter(each -> each != HistoryEntry.HandlerDecision.PROCESSED).isPresent();
      case "ABANDONED" ->
          history.wasKilledAfter(run.map(HandlerRun::startedAt).orElse(-1))
              || history
                  .abandoned()
                  .contains(new HistoryEntry.Abandoned(id, attempt.round(), attempt.number()));
      default -> false;
    };
  }

  private static String description(Optional<HandlerRun> run) {
    return run.map(each -> each.end().map(Objects::toString).orElse("did not end"))
        .orElse("was not called");
  }
}
