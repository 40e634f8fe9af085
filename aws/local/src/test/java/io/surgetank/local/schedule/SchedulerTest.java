package io.surgetank.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.Schedule;
import io.surgetank.local.lambda.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final List<String> calls = new ArrayList<>();
  private final List<byte[]> events = new ArrayList<>();
  private final Scheduler scheduler =
      new Scheduler(
          List.of(
              new Schedule("often", Duration.ofMinutes(1), new FunctionRef("s", "a")),
              new Schedule("rarely", Duration.ofMinutes(5), new FunctionRef("s", "b"))),
          (function, call) -> {
            calls.add(function);
            events.add(call.event());
            return new InvocationResult.Returned(new byte[0]);
          },
          "eu-central-1",
          START);

  @Test
  void each_function_is_invoked_at_its_rate() throws Exception {
    for (int second = 0; second <= 600; second++) scheduler.runDue(START.plusSeconds(second));

    assertThat(calls).filteredOn("s-a"::equals).hasSize(10);
    assertThat(calls).filteredOn("s-b"::equals).hasSize(2);
  }

  @Test
  void missed_intervals_are_skipped() throws Exception {
    scheduler.runDue(START.plus(Duration.ofHours(1)));

    assertThat(calls).containsExactly("s-a", "s-b");
  }

  @Test
  void the_event_is_a_scheduled_event() throws Exception {
    scheduler.runDue(START.plusSeconds(60));

    var event = Json.read(new String(events.getFirst(), StandardCharsets.UTF_8));
    assertThat(event.path("source").asString()).isEqualTo("aws.events");
    assertThat(event.path("time").asString()).isEqualTo("2026-11-21T10:01:00Z");
    assertThat(event.path("resources").get(0).asString()).endsWith(":rule/often");
  }
}
