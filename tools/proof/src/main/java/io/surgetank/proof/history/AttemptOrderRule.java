package io.surgetank.proof.history;

import java.util.List;
import java.util.function.Consumer;

/// The attempts of a job run one after another, with increasing numbers, at most as many per round
/// as the policy allows. A killed attempt counts: its number is not used again.
record AttemptOrderRule(int maxAttempts) implements HistoryRule {
  @Override
  public void check(History history, Consumer<String> violations) {
    history.runsById().forEach((id, runs) -> check(id, runs, violations));
  }

  private void check(String id, List<HandlerRun> runs, Consumer<String> violations) {
    for (int i = 0; i < runs.size(); i++) {
      HandlerRun run = runs.get(i);
      if (run.number() > maxAttempts)
        violations.accept(
            "attempt %s of job %s exceeds the limit of %d".formatted(run.name(), id, maxAttempts));
      if (i == 0) continue;
      HandlerRun previous = runs.get(i - 1);
      if (!run.isAfter(previous))
        violations.accept(
            "attempt %s of job %s started after attempt %s"
                .formatted(run.name(), id, previous.name()));
      if (run.startedAt() < previous.endedAt())
        violations.accept(
            "attempts %s and %s of job %s ran at once".formatted(previous.name(), run.name(), id));
    }
  }
}
