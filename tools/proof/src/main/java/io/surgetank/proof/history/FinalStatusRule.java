package io.surgetank.proof.history;

import io.surgetank.proof.history.History.StatusReading;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A final status that a client has read stays, and no attempt follows it. Only a redrive leads out
/// of `DEAD`, to a new round.
final class FinalStatusRule implements HistoryRule {
  private static final Set<String> FINAL = Set.of("PROCESSED", "CANCELLED");
  private static final String DEAD = "DEAD";

  @Override
  public void check(History history, Consumer<String> violations) {
    history.sightings().forEach((id, sightings) -> check(history, id, sightings, violations));
    for (JobSnapshot job : history.stored().values())
      if (!FINAL.contains(job.status()) && !job.status().equals(DEAD))
        violations.accept("job %s is %s at the end".formatted(job.id(), job.status()));
  }

  private static void check(
      History history, String id, List<StatusReading> sightings, Consumer<String> violations) {
    for (StatusReading sighting : sightings) {
      boolean isFinal = FINAL.contains(sighting.status());
      if (!isFinal && !sighting.status().equals(DEAD)) continue;
      for (HandlerRun run : history.runsOf(id))
        if (run.startedAt() > sighting.line() && (isFinal || run.round() <= sighting.round()))
          violations.accept(
              "attempt %s of job %s started after it was seen %s"
                  .formatted(run.name(), id, sighting.status()));
      if (isFinal)
        history
            .job(id)
            .filter(job -> !job.status().equals(sighting.status()))
            .ifPresent(job ->
                violations.accept(
                    "job %s was seen %s and is %s at the end"
                        .formatted(id, sighting.status(), job.status())));
    }
  }
}
