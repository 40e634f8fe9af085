package io.surgetank.proof.interleaving;

import io.surgetank.core.event.Event;
import io.surgetank.core.event.StoreCondition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Scenarios of the writer: submissions while it closes or fails.
final class StoreScenarios {
  static final List<Scenario> ALL =
      List.of(
          new Scenario("submissions-during-close", StoreScenarios::submissionsDuringClose),
          new Scenario("submissions-during-failure", StoreScenarios::submissionsDuringFailure),
          new Scenario("disk-space-events", StoreScenarios::diskSpaceEvents));

  private StoreScenarios() {}

  private static void submissionsDuringClose(Path folder) throws InterruptedException {
    Map<Long, Boolean> acknowledged = new ConcurrentHashMap<>();
    try (var store = ScenarioStore.open(folder)) {
      ControlledThreads.run(
          () -> acknowledged.put(1L, store.put(1)),
          () -> acknowledged.put(2L, store.put(2)),
          store::close);
    }
    checkStored(folder, acknowledged);
  }

  private static void submissionsDuringFailure(Path folder) throws InterruptedException {
    Map<Long, Boolean> acknowledged = new ConcurrentHashMap<>();
    Queue<Event> failures = new ConcurrentLinkedQueue<>();
    var store =
        ScenarioStore.open(
            folder,
            event -> {
              if (event instanceof Event.StoreFailed) failures.add(event);
            });
    try (store) {
      ControlledThreads.run(
          () -> acknowledged.put(1L, store.put(1)),
          () -> acknowledged.put(2L, store.put(2)),
          store.clock()::fail);
      acknowledged.put(3L, store.put(3));
    }
    Expect.equal(acknowledged.get(3L), false, "the acknowledgement after the failure");
    Expect.equal(failures.size(), 1, "the number of reported failures");
    checkStored(folder, acknowledged);
  }

  private static void checkStored(Path folder, Map<Long, Boolean> acknowledged) {
    try (var store = ScenarioStore.open(folder)) {
      acknowledged.forEach((number, was) ->
          Expect.equal(
              store.status(number).isPresent(),
              was,
              "job %d, %s, in the store".formatted(number, was ? "acknowledged" : "refused")));
    }
  }

  /// The last event of a condition is that of its current state.
  private static void diskSpaceEvents(Path folder) throws InterruptedException {
    Queue<Event> events = new ConcurrentLinkedQueue<>();
    try (var store = ScenarioStore.open(folder, events::add)) {
      store.clock().setFreeBytes(ScenarioStore.MIN_FREE_BYTES - 1);
      ControlledThreads.run(
          store.engine()::runOnce,
          () -> {
            store.clock().setFreeBytes(ScenarioStore.MIN_FREE_BYTES);
            var _ = store.put(1);
          });
      boolean reported = false;
      for (Event event : events)
        switch (event) {
          case Event.StoreDegraded(StoreCondition condition, _)
              when condition == StoreCondition.DISK_NEARLY_FULL ->
              reported = true;
          case Event.StoreRestored(StoreCondition condition)
              when condition == StoreCondition.DISK_NEARLY_FULL ->
              reported = false;
          default -> {}
        }
      boolean current = store.engine().conditions().containsKey(StoreCondition.DISK_NEARLY_FULL);
      Expect.equal(reported, current, "the reported state of the disk");
      Expect.equal(store.engine().hasSpace(), !current, "whether there is space");
    }
  }
}
