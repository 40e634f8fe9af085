package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.event.Event;
import io.surgetank.core.event.StoreCondition;
import java.lang.Thread.State;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Found by the scenario `disk-space-events` of tools/proof.
class CapacityCheckTest {
  private static final long MIN_FREE = 100;

  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final StoreConditions conditions = new StoreConditions(events::add);
  private final AtomicReference<Thread> second = new AtomicReference<>();
  private final CapacityCheck check = new CapacityCheck(this::usable, MIN_FREE, conditions);

  /// The disk has space again when the second thread reads it, while the first check continues.
  private long usable() {
    if (Thread.currentThread().equals(second.get())) return MIN_FREE;
    Thread other = Thread.ofPlatform().unstarted(check::checkDisk);
    second.set(other);
    other.start();
    var passed = EnumSet.of(State.BLOCKED, State.TERMINATED);
    while (!passed.contains(other.getState())) Thread.onSpinWait();
    return MIN_FREE - 1;
  }

  @Test
  void a_check_does_not_overwrite_the_result_of_a_later_one() throws Exception {
    check.checkDisk();
    second.get().join();

    assertThat(check.hasSpace()).isTrue();
    assertThat(conditions.current()).doesNotContainKey(StoreCondition.DISK_NEARLY_FULL);
    assertThat(List.copyOf(events))
        .hasExactlyElementsOfTypes(Event.StoreDegraded.class, Event.StoreRestored.class);
  }
}
