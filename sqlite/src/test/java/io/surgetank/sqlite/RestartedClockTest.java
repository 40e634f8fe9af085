package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.event.Event;
import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.Submission;
import io.surgetank.core.store.TrustedClock;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The wall clock is set while no process runs.
class RestartedClockTest {
  @TempDir private Path folder;
  private final TestClock clock = new TestClock();

  @Test
  void a_start_with_a_clock_that_is_weeks_ahead_removes_nothing_until_it_is_confirmed()
      throws Exception {
    Job dead = dead();
    clock.jump(SamplePipelines.DEAD_LETTERS.plusDays(1));

    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      engine.catchUp();
      assertThat(engine.jobs().find(dead.id())).isPresent();
      assertThat(engine.engine.conditions().get(StoreCondition.CLOCK_SET))
          .contains("set forward by 21600 min");

      clock.pass(TrustedClock.CONFIRMED);
      engine.catchUp();

      assertThat(engine.engine.conditions()).doesNotContainKey(StoreCondition.CLOCK_SET);
      assertThat(engine.jobs().find(dead.id())).isEmpty();
    }
  }

  @Test
  void a_second_step_of_the_clock_replaces_the_first_one_in_the_health_and_is_logged()
      throws Exception {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      clock.jump(Duration.ofHours(3));
      engine.catchUp();
      clock.jump(Duration.ofHours(4));
      engine.catchUp();
      engine.catchUp();

      assertThat(engine.engine.conditions().get(StoreCondition.CLOCK_SET))
          .contains("set forward by 420 min");
      assertThat(engine.events())
          .filteredOn(event ->
              event instanceof Event.StoreDegraded(var condition, _)
                  && condition == StoreCondition.CLOCK_SET)
          .hasSize(2);
    }
  }

  @Test
  void a_night_without_a_process_needs_no_confirmation() throws Exception {
    dead();
    clock.jump(Duration.ofHours(12));

    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      engine.catchUp();

      assertThat(engine.engine.conditions()).doesNotContainKey(StoreCondition.CLOCK_SET);
    }
  }

  @Test
  void a_retry_is_not_delayed_by_a_clock_that_was_set_back_before_the_restart() throws Exception {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      engine
          .queue()
          .settle(begun(engine).receipt(), new Outcome.Retry(Duration.ofSeconds(3), "no"));
      engine.catchUp();
    }
    clock.jump(Duration.ofHours(-1));

    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      clock.pass(Duration.ofSeconds(3));

      assertThat(engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO)).hasSize(1);
    }
  }

  @Test
  void nor_if_the_process_was_killed_before_its_first_maintenance() throws Exception {
    var killed = new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
    killed.queue().settle(begun(killed).receipt(), new Outcome.Retry(Duration.ofSeconds(3), "no"));
    clock.jump(Duration.ofDays(-33));

    try (var engine = killed.diedAndReopened()) {
      clock.pass(Duration.ofSeconds(3));

      assertThat(engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO)).hasSize(1);
    }
  }

  @Test
  void nor_if_it_was_killed_right_after_it_had_been_suspended() throws Exception {
    var killed = new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
    killed.catchUp();
    clock.pass(Duration.ofDays(4));
    killed.queue().settle(begun(killed).receipt(), new Outcome.Retry(Duration.ofSeconds(3), "no"));
    clock.jump(Duration.ofDays(-1));

    try (var engine = killed.diedAndReopened()) {
      clock.pass(Duration.ofSeconds(3));

      assertThat(engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO)).hasSize(1);
    }
  }

  @Test
  void nor_if_a_suspended_maintenance_stored_its_time_after_the_retry() throws Exception {
    var killed = new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
    Write<Boolean> suspended = killed.engine.parts().retention().marks().orElseThrow();
    clock.pass(Duration.ofDays(4));
    killed.queue().settle(begun(killed).receipt(), new Outcome.Retry(Duration.ofSeconds(3), "no"));
    var _ = killed.engine.parts().writer().write(suspended);
    clock.jump(Duration.ofDays(-1));

    try (var engine = killed.diedAndReopened()) {
      clock.pass(Duration.ofSeconds(3));

      assertThat(engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO)).hasSize(1);
    }
  }

  private Job dead() throws Exception {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      Delivery delivery = begun(engine);
      engine.queue().settle(delivery.receipt(), new Outcome.Dead("no"));
      engine.catchUp();
      return delivery.job();
    }
  }

  private Delivery begun(OpenEngine engine) throws Exception {
    var id = new JobIds(clock, new Random(42)).next();
    var job = new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
    var _ = engine.jobs().put(List.of(Submission.withoutKeys(job)));
    return engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO).getFirst();
  }
}
