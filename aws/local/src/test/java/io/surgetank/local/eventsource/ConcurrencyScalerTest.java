package io.surgetank.local.eventsource;

import static io.surgetank.local.eventsource.SampleMessages.config;
import static io.surgetank.local.eventsource.SampleMessages.queue;
import static io.surgetank.local.eventsource.SampleMessages.withMaximum;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConcurrencyScalerTest {
  private static final MappingConfig CONFIG = config(queue(5), 10);

  private Instant now = Instant.parse("2026-11-01T08:00:00Z");

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private ConcurrencyScaler busy(MappingConfig mappingConfig) {
    var concurrencyScaler = new ConcurrencyScaler(mappingConfig, now);
    concurrencyScaler.found(now, now);
    return concurrencyScaler;
  }

  /// Once there are messages, five batches are processed concurrently (services-sqs-scaling.html).
  @Test
  void it_starts_with_five() {
    assertThat(busy(CONFIG).allowed(now)).isEqualTo(5);
  }

  /// While messages remain the concurrency grows by 300 a minute, up to 1,250
  /// (services-sqs-scaling.html). Assumed: evenly, by five a second.
  @Test
  void it_grows_by_three_hundred_a_minute_up_to_the_ceiling() {
    ConcurrencyScaler concurrencyScaler = busy(CONFIG);

    pass(Duration.ofMinutes(1));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(305);
    pass(Duration.ofMinutes(3));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(1_205);
    pass(Duration.ofSeconds(8));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(1_245);
    pass(Duration.ofSeconds(1));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(1_250);
    pass(Duration.ofMinutes(10));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(1_250);
  }

  @Test
  void it_returns_when_it_grows() {
    ConcurrencyScaler concurrencyScaler = busy(CONFIG);

    assertThat(concurrencyScaler.growsAt(now)).contains(now.plusMillis(200));
    pass(Duration.ofMillis(200));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(6);
  }

  /// MaximumConcurrency, 2 to 1,000, limits the concurrent invocations of a mapping
  /// (services-sqs-scaling.html, maximum concurrency).
  @Test
  void it_keeps_to_the_maximum_concurrency() {
    ConcurrencyScaler two = busy(withMaximum(CONFIG, 2));
    ConcurrencyScaler twelve = busy(withMaximum(CONFIG, 12));

    assertThat(two.allowed(now)).isEqualTo(2);
    pass(Duration.ofMinutes(5));
    assertThat(two.allowed(now)).isEqualTo(2);
    assertThat(twelve.allowed(now)).isEqualTo(12);
  }

  /// Without messages it does not grow (services-sqs-scaling.html). Assumed: a poll that waits for
  /// a second shows that there are none.
  @Test
  void it_does_not_grow_while_polls_wait() {
    ConcurrencyScaler concurrencyScaler = busy(CONFIG);

    concurrencyScaler.waited(now);
    pass(Duration.ofMinutes(1));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(5);
    concurrencyScaler.found(now.minusSeconds(3), now);
    pass(Duration.ofMinutes(1));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(5);
  }

  /// With few messages it shrinks to five again (services-sqs-scaling.html). Assumed: by one with
  /// every poll without messages.
  @Test
  void it_shrinks_with_polls_without_messages() {
    ConcurrencyScaler concurrencyScaler = busy(CONFIG);
    pass(Duration.ofSeconds(2));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(15);

    for (int i = 0; i < 30; i++) concurrencyScaler.foundNothing(now);

    assertThat(concurrencyScaler.allowed(now)).isEqualTo(5);
  }

  /// With little traffic it may go down to two, to save requests (services-sqs-scaling.html).
  /// Assumed: after ten minutes without a message; the first message restores five.
  @Test
  void an_idle_mapping_goes_down_to_two() {
    ConcurrencyScaler concurrencyScaler = busy(CONFIG);
    concurrencyScaler.waited(now);

    pass(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(5);
    pass(Duration.ofSeconds(1));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(2);
    concurrencyScaler.found(now, now);
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(5);
  }

  /// Not so where a maximum concurrency is set (services-sqs-scaling.html).
  @Test
  void with_a_maximum_concurrency_it_does_not_go_down_when_idle() {
    ConcurrencyScaler concurrencyScaler = busy(withMaximum(CONFIG, 10));
    concurrencyScaler.waited(now);

    pass(Duration.ofHours(1));

    assertThat(concurrencyScaler.allowed(now)).isEqualTo(5);
  }

  /// After failed and throttled invocations Lambda reduces the concurrency gradually
  /// (services-sqs-errorhandling.html, back-off strategy). Assumed: by a fifth, at most once a
  /// second, not below two.
  @Test
  void failures_reduce_the_concurrency() {
    ConcurrencyScaler concurrencyScaler = busy(CONFIG);
    pass(Duration.ofSeconds(19));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(100);

    concurrencyScaler.scaleDown(now);
    concurrencyScaler.scaleDown(now);
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(80);
    for (int i = 0; i < 60; i++) {
      pass(Duration.ofSeconds(1));
      concurrencyScaler.scaleDown(now);
    }
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(2);
  }

  /// Assumed: a minute after the last failure it grows again.
  @Test
  void it_grows_again_a_minute_after_the_last_failure() {
    ConcurrencyScaler concurrencyScaler = busy(CONFIG);
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofSeconds(1));
      concurrencyScaler.scaleDown(now);
    }
    pass(Duration.ofMinutes(1));
    assertThat(concurrencyScaler.allowed(now)).isEqualTo(2);

    pass(Duration.ofSeconds(2));

    assertThat(concurrencyScaler.allowed(now)).isEqualTo(12);
  }
}
