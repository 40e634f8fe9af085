package io.surgetank.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInLimiterTest {
  private static final SignInLimiter.Rate RATE = SignInLimiter.PER_ADDRESS;

  private long nanos = Long.MAX_VALUE - 1_000;
  private final SignInLimiter limiter = new SignInLimiter(RATE, () -> nanos);

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private void exhaust(String address) {
    for (int i = 0; i < RATE.burst(); i++) assertThat(limiter.failed(address)).isEmpty();
    assertThat(limiter.failed(address)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 1_000, Long.MIN_VALUE, -5})
  void a_burst_is_followed_by_one_failure_per_interval(long start) {
    nanos = start;
    exhaust("203.0.113.7");

    assertThat(limiter.failed("203.0.113.7")).contains(RATE.interval());
    pass(RATE.interval().minusNanos(1));
    assertThat(limiter.failed("203.0.113.7")).contains(Duration.ofNanos(1));
    pass(Duration.ofNanos(1));
    assertThat(limiter.failed("203.0.113.7")).isEmpty();
    assertThat(limiter.failed("203.0.113.7")).contains(RATE.interval());
  }

  @Test
  void refused_failures_do_not_extend_the_limit() {
    exhaust("203.0.113.7");
    for (int i = 0; i < 10_000; i++) limiter.failed("203.0.113.7");

    pass(RATE.interval().multipliedBy(RATE.burst()));
    exhaust("203.0.113.7");
  }

  @Test
  void each_address_has_its_limit() {
    exhaust("203.0.113.7");
    exhaust("203.0.113.8");
    exhaust("2001:db8::1");
  }

  @Test
  void addresses_of_an_ipv6_network_share_a_limit() {
    exhaust("2001:db8:0:1::1");

    assertThat(limiter.failed("2001:db8:0:1:ffff::2")).isPresent();
    assertThat(limiter.failed("2001:db8:0:2::1")).isEmpty();
  }

  @Test
  void the_addresses_that_failed_least_recently_are_forgotten() {
    exhaust("203.0.113.7");
    for (int i = 0; i < 3 * SignInLimiter.MAX_ADDRESSES; i++) {
      limiter.failed("10.%d.%d.1".formatted(i / 250, i % 250));
      if (i % 1_000 == 0) assertThat(limiter.failed("203.0.113.7")).isPresent();
    }

    assertThat(limiter.size()).isEqualTo(SignInLimiter.MAX_ADDRESSES);
    assertThat(limiter.failed("10.0.0.1")).isEmpty();
  }
}
