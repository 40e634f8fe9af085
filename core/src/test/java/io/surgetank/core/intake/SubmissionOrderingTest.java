package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.Principal;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.pipeline.SamplePipeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ordering key of a payload.
class SubmissionOrderingTest {
  private static final PipelineName PAYMENTS = new PipelineName("payments");

  private final JobIds ids =
      new JobIds(InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")), new Random(1));

  @Test
  void payloads_with_equal_members_have_the_same_key() {
    assertThat(key("{\"account\": \"7\", \"n\": 1}")).isEqualTo(key("{\"n\": 2, \"account\": 7}"));
    assertThat(key("{\"account\": \"\\u0061\"}")).isEqualTo(key("{\"account\": \"a\"}"));
  }

  @Test
  void payloads_with_different_members_have_different_keys() {
    assertThat(key("{\"account\": \"a\"}")).isNotEqualTo(key("{\"account\": \"A\"}"));
  }

  @Test
  void a_key_is_stable_across_time_and_hosts() {
    assertThat(key("{\"account\": \"a\"}")).hasToString("4a978112ca1bbdca");
    assertThat(OrderingKey.parse("4a978112ca1bbdca")).isEqualTo(OrderingKey.of("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"account\": \"\"}", "{\"account\": 1.5}", "{\"account\": null}"})
  void a_payload_without_key_is_refused_with_a_pointer(String payload) {
    var invalid = (Validation.Invalid) check(payload, new Ordering.ByMember("account"));

    assertThat(invalid.why()).isEqualTo(Rejection.INVALID);
    assertThat(invalid.violations())
        .containsExactly(
            new Violation(
                "/account",
                "the job's ordering key must be a string of 1 to 255 characters or an integer"));
  }

  @Test
  void a_key_has_at_most_255_characters() {
    String payload = "{\"account\": \"%s\"}";

    assertThat(key(payload.formatted("a".repeat(255)))).isNotNull();
    assertThat(check(payload.formatted("a".repeat(256)), new Ordering.ByMember("account")))
        .isInstanceOf(Validation.Invalid.class);
  }

  @Test
  void a_moved_job_has_the_key_of_its_new_pipeline_and_at_most_the_size_of_its_payloads() {
    String padding = "x".repeat(1_000 - "{\"account\":\"a\",\"x\":\"\"}".length());
    String largest = "{\"account\":\"a\",\"x\":\"" + padding + "\"}";

    var valid = (Validation.Valid) moved(largest);
    var invalid = (Validation.Invalid) moved(largest.replaceFirst("xxx", "xxxx"));

    assertThat(valid.submission().orderingKey()).contains(OrderingKey.of("a"));
    assertThat(valid.submission().job().pipeline()).isEqualTo(PAYMENTS);
    assertThat(invalid.violations())
        .extracting(Violation::detail)
        .containsExactly("is larger than 1000 bytes");
  }

  private Validation moved(String payload) {
    JobId id = ids.next();
    var job = new Job(id, new PipelineName("orders"), payload, Trace.of(id));
    return new SubmissionFactory(pipeline(new Ordering.ByMember("account")), _ -> {})
        .createMoved(job);
  }

  @Test
  void without_ordering_there_is_no_key() {
    var valid = (Validation.Valid) check("{\"account\": \"a\"}", Ordering.NONE);

    assertThat(valid.submission().orderingKey()).isEmpty();
  }

  private OrderingKey key(String payload) {
    var valid = (Validation.Valid) check(payload, new Ordering.ByMember("account"));
    return valid.submission().orderingKey().orElseThrow();
  }

  private Validation check(String payload, Ordering ordering) {
    var parsed = (ParseResult.Parsed) JsonReader.read(payload.getBytes(StandardCharsets.UTF_8));
    return new SubmissionFactory(pipeline(ordering), _ -> {})
        .create(
            parsed,
            new IdempotencyKeyHeader.None(),
            ids.next(),
            new SubmissionSource(Principal.ANONYMOUS, Optional.empty()));
  }

  private static Pipeline pipeline(Ordering ordering) {
    return SamplePipeline.of(PAYMENTS, ordering, new RetryPolicy.Fixed(Duration.ofSeconds(1), 1));
  }
}
