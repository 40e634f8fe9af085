package io.surgetank.proof.interleaving;

import io.surgetank.core.job.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Scenarios of changes that are written from the commit log to the tables.
final class FlushScenarios {
  static final List<Scenario> ALL =
      List.of(new Scenario("reads-during-flush", FlushScenarios::readsDuringFlush));

  private static final List<Status> ORDER =
      List.of(Status.PENDING, Status.PROCESSING, Status.PROCESSED);

  private FlushScenarios() {}

  /// A reader finds the job at any time, and never in an older state than before.
  private static void readsDuringFlush(Path folder) throws InterruptedException {
    try (var store = ScenarioStore.open(folder)) {
      Expect.equal(store.put(1), true, "the acknowledgement");
      ControlledThreads.run(
          () -> {
            int before = 0;
            for (int i = 0; i < 4; i++) before = laterState(store, before);
          },
          () -> {
            var delivery = store.lease(Duration.ZERO).orElseThrow();
            var _ = store.engine().queue().settle(delivery.receipt(), ScenarioStore.PROCESSED);
          },
          () -> {
            for (int i = 0; i < 2; i++)
              Expect.equal(
                  store.engine().ledger().verify().findings().size(), 0, "the number of findings");
          });
      Expect.equal(store.status(1), Optional.of(Status.PROCESSED), "the state at the end");
    }
    try (var store = ScenarioStore.open(folder)) {
      Expect.equal(store.status(1), Optional.of(Status.PROCESSED), "the state after a restart");
    }
  }

  private static int laterState(ScenarioStore store, int before) {
    Optional<Status> status = store.status(1);
    int state = status.map(ORDER::indexOf).orElse(-1);
    Expect.that(
        state >= before, () -> "a reader found %s after %s".formatted(status, ORDER.get(before)));
    return state;
  }
}
