package io.surgetank.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.job.JobIds;
import io.surgetank.job.OrderingKey;
import io.surgetank.job.PipelineName;
import io.surgetank.ledger.Rejection;
import io.surgetank.pipeline.Cors;
import io.surgetank.pipeline.HandlerRef;
import io.surgetank.pipeline.Intake;
import io.surgetank.pipeline.Ordering;
import io.surgetank.pipeline.PayloadSchema;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Rate;
import io.surgetank.pipeline.Retention;
import io.surgetank.pipeline.RetryPolicy;
import io.surgetank.pipeline.Simulation;
import io.surgetank.pipeline.Template;
import io.surgetank.pipeline.Work;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a payload comes by its ordering key.
class GateOrderingTest {
  private final JobIds ids =
      new JobIds(InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")), new Random(1));

  @Test
  void payloads_with_equal_members_have_one_key() {
    assertThat(key("{\"account\": \"7\", \"n\": 1}")).isEqualTo(key("{\"n\": 2, \"account\": 7}"));
    assertThat(key("{\"account\": \"\\u0061\"}")).isEqualTo(key("{\"account\": \"a\"}"));
  }

  @Test
  void payloads_with_other_members_have_another() {
    assertThat(key("{\"account\": \"a\"}")).isNotEqualTo(key("{\"account\": \"A\"}"));
  }

  @Test
  void a_key_is_the_same_tomorrow_and_elsewhere() {
    assertThat(key("{\"account\": \"a\"}")).hasToString("4a978112ca1bbdca");
    assertThat(OrderingKey.parse("4a978112ca1bbdca")).isEqualTo(OrderingKey.of("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"account\": \"\"}", "{\"account\": 1.5}", "{\"account\": null}"})
  void what_has_no_key_is_refused_with_its_place(String payload) {
    var unfit = (Check.Unfit) check(payload, new Ordering.ByMember("account"));

    assertThat(unfit.why()).isEqualTo(Rejection.INVALID);
    assertThat(unfit.faults())
        .containsExactly(
            new Fault(
                "/account",
                "the job's ordering key is a string of 1 to 255 characters or an integer"));
  }

  @Test
  void without_an_order_there_is_no_key() {
    var fit = (Check.Fit) check("{\"account\": \"a\"}", Ordering.NONE);

    assertThat(fit.submission().orderingKey()).isEmpty();
  }

  private OrderingKey key(String payload) {
    var fit = (Check.Fit) check(payload, new Ordering.ByMember("account"));
    return fit.submission().orderingKey().orElseThrow();
  }

  private Check check(String payload, Ordering ordering) {
    var read = (Reading.Read) JsonReader.read(payload.getBytes(StandardCharsets.UTF_8));
    return new Gate(pipeline(ordering), 0)
        .check(read, new KeyHeader.None(), ids.next(), Optional.empty());
  }

  private static Pipeline pipeline(Ordering ordering) {
    return new Pipeline(
        new PipelineName("payments"),
        new Intake(
            "/payments",
            new Intake.Selector.Any(),
            new PayloadSchema("any.json", "{\"type\": \"object\"}"),
            new Intake.ClientId.None(),
            Intake.Idempotency.OPTIONAL,
            1_000,
            Rate.UNLIMITED,
            1_000,
            Template.EMPTY,
            Template.EMPTY,
            Cors.NONE),
        new Work(
            new HandlerRef("task", Map.of()),
            Duration.ofSeconds(1),
            Duration.ofSeconds(6),
            1,
            1,
            Rate.UNLIMITED,
            ordering,
            Simulation.OFF),
        new RetryPolicy.Fixed(Duration.ofSeconds(1), 1),
        new Retention(Duration.ofDays(1), Duration.ofDays(1)));
  }
}
