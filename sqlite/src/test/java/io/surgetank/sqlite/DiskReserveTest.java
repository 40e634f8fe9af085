package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.event.Event;
import io.surgetank.core.event.StoreCondition;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskReserveTest {
  @TempDir private Path folder;
  private final TestClock clock = new TestClock();

  @Test
  void space_is_reserved_for_a_start_on_a_full_disk() throws Exception {
    Path reserve = folder.resolve("surgetank.reserve");
    var space = new AtomicLong(1_000_000);
    var dependencies =
        new EngineDependencies(clock, clock::nanoTime, _ -> {}, space::get, 80_000, 100);
    try (var engine = SqliteEngine.open(folder, SamplePipelines.PIPELINES, dependencies)) {
      engine.runOnce();
      assertThat(reserve).hasSize(10_000);
      space.set(79_999);
      engine.runOnce();
      assertThat(engine.conditions()).containsOnlyKeys(StoreCondition.DISK_NEARLY_FULL);
      assertThat(reserve).exists();
    }
    space.set(9_999);
    try (var engine = SqliteEngine.open(folder, SamplePipelines.PIPELINES, dependencies)) {
      assertThat(reserve).doesNotExist();
      engine.runOnce();
      assertThat(reserve).doesNotExist();
      assertThat(engine.conditions())
          .containsOnlyKeys(StoreCondition.DISK_NEARLY_FULL, StoreCondition.NO_RESERVE);
    }
  }

  @Test
  void a_missing_reserve_is_reported_until_there_is_space_for_it() throws Exception {
    Path reserve = folder.resolve("surgetank.reserve");
    var space = new AtomicLong(89_999);
    var events = new CopyOnWriteArrayList<Event>();
    var dependencies =
        new EngineDependencies(clock, clock::nanoTime, events::add, space::get, 80_000, 100);
    try (var engine = SqliteEngine.open(folder, SamplePipelines.PIPELINES, dependencies)) {
      assertThat(engine.conditions().get(StoreCondition.NO_RESERVE)).contains("surgetank.reserve");
      assertThat(events)
          .anyMatch(event ->
              event instanceof Event.StoreDegraded(var condition, _)
                  && condition == StoreCondition.NO_RESERVE);
      engine.runOnce();
      assertThat(reserve).doesNotExist();
      assertThat(engine.isWritable()).isTrue();

      space.set(90_000);
      engine.runOnce();
      assertThat(reserve).hasSize(10_000);
      assertThat(engine.conditions()).isEmpty();
      assertThat(events).contains(new Event.StoreRestored(StoreCondition.NO_RESERVE));
    }
  }

  @Test
  void with_space_a_first_start_reports_no_missing_reserve() {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      assertThat(engine.engine.conditions()).isEmpty();
    }
  }
}
