package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class InvocationClockTest {
  private static final int PLENTY = 60_000;

  @Test
  void a_step_of_the_wall_clock_takes_effect_with_the_next_invocation() {
    var clock = new TestClock();
    var invocationClock = new InvocationClock(clock, clock::nanoTime);

    invocationClock.begin();
    clock.jump(Duration.ofHours(1));
    clock.pass(Duration.ofSeconds(2));
    assertThat(invocationClock.instant()).isEqualTo(TestClock.START.plusSeconds(2));

    invocationClock.begin();
    assertThat(invocationClock.instant()).isEqualTo(TestClock.START.plusSeconds(3_602));
  }

  @Test
  void the_time_of_an_attempt_does_not_depend_on_steps_of_the_wall_clock() throws IOException {
    var lines = new ConcurrentLinkedQueue<String>();
    try (var functionHarness = new FunctionHarness(SamplePipelines.PIPELINES, lines::add)) {
      functionHarness.put();
      var worker =
          functionHarness.worker((_, _) -> {
            functionHarness.clock.jump(Duration.ofHours(-1));
            functionHarness.clock.pass(Duration.ofMillis(1_500));
            return new Outcome.Processed("{}");
          });

      functionHarness.process(worker, PLENTY);

      assertThat(lines)
          .map(Json::read)
          .filteredOn(line -> line.path("event").asString("").equals("Processed"))
          .singleElement()
          .matches(line -> line.path("ProcessingTime").intValue() == 1_500);
    }
  }
}
