package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AcceptFailureDetectorTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final AcceptFailureDetector failures = new AcceptFailureDetector(nanos::get);

  /// Fails once a second; returns after how many seconds the server is given up.
  private int secondsUntilGivenUp(int atMost) {
    for (int second = 0; second <= atMost; second++) {
      if (failures.failed(0)) return second;
      pass(1);
    }
    return Integer.MAX_VALUE;
  }

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void uninterrupted_failures_are_hopeless_after_a_minute() {
    assertThat(secondsUntilGivenUp(100)).isEqualTo(60);
  }

  @Test
  void an_accepted_connection_starts_the_minute_again() {
    assertThat(secondsUntilGivenUp(59)).isEqualTo(Integer.MAX_VALUE);
    failures.accepted();

    assertThat(secondsUntilGivenUp(100)).isEqualTo(60);
  }

  @Test
  void so_does_a_connection_that_could_be_closed() {
    assertThat(secondsUntilGivenUp(59)).isEqualTo(Integer.MAX_VALUE);
    assertThat(failures.failed(3)).isFalse();

    assertThat(secondsUntilGivenUp(100)).isEqualTo(60);
  }

  @Test
  void a_single_failure_long_ago_does_not_count() {
    assertThat(failures.failed(0)).isFalse();
    failures.accepted();
    pass(3_600);

    assertThat(failures.failed(0)).isFalse();
  }
}
