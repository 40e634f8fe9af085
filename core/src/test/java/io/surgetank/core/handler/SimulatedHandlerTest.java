package io.surgetank.core.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.pipeline.Simulation;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedHandlerTest {
  private static final Handler DONE = (_, _) -> new Outcome.Processed("{}");

  @Test
  void a_disabled_simulation_adds_no_handler() {
    assertThat(SimulatedHandler.around(DONE, Simulation.OFF, _ -> {})).isSameAs(DONE);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 42, 4711})
  void the_configured_share_fails_and_every_delay_is_in_range(long seed) {
    var delays = new ArrayList<Duration>();
    var simulation = new Simulation(Duration.ofSeconds(2), Duration.ofSeconds(5), 0.3, seed);

    long failed = failures(SimulatedHandler.around(DONE, simulation, delays::add), 10_000);

    // Five standard deviations of 46 either way.
    assertThat(failed).isBetween(2_770L, 3_230L);
    assertThat(delays)
        .hasSize(10_000)
        .allSatisfy(
            delay -> assertThat(delay).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5)));
    assertThat(delays).anyMatch(delay -> delay.compareTo(Duration.ofMillis(2_300)) < 0);
    assertThat(delays).anyMatch(delay -> delay.compareTo(Duration.ofMillis(4_700)) > 0);
  }

  @Test
  void the_same_seed_gives_the_same_run() {
    assertThat(run(42)).isEqualTo(run(42));
    assertThat(run(42)).isNotEqualTo(run(43));
  }

  @Test
  void a_failed_attempt_has_no_effect() {
    var worked = new ArrayList<String>();
    Handler recording =
        (job, _) -> {
          worked.add(job.payload());
          return new Outcome.Processed("{}");
        };
    var always = new Simulation(Duration.ZERO, Duration.ZERO, 1, 1);

    assertThatThrownBy(() ->
            SimulatedHandler.around(recording, always, _ -> {})
                .handle(SampleJobs.job("{}"), SampleJobs.FIRST))
        .isInstanceOf(IOException.class)
        .hasMessage("simulated failure");
    assertThat(worked).isEmpty();
  }

  private static List<String> run(long seed) {
    var draws = new ArrayList<String>();
    var simulation = new Simulation(Duration.ZERO, Duration.ofSeconds(1), 0.5, seed);
    Handler handler =
        SimulatedHandler.around(DONE, simulation, delay -> draws.add(delay.toString()));
    for (int i = 0; i < 50; i++) draws.add(Boolean.toString(fails(handler)));
    return draws;
  }

  private static long failures(Handler handler, int attempts) {
    long failed = 0;
    for (int i = 0; i < attempts; i++) if (fails(handler)) failed++;
    return failed;
  }

  private static boolean fails(Handler handler) {
    try {
      handler.handle(SampleJobs.job("{}"), SampleJobs.FIRST);
      return false;
    } catch (Exception simulated) {
      return true;
    }
  }
}
