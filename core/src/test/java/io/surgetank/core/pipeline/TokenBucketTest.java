package io.surgetank.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void a_burst_passes_at_once_and_then_one_per_interval() {
    var bucket = new TokenBucket(new Rate(10, Duration.ofSeconds(1), 3), 0);

    assertThat(bucket.tryTake(0)).isTrue();
    assertThat(bucket.tryTake(0)).isTrue();
    assertThat(bucket.tryTake(0)).isTrue();
    assertThat(bucket.tryTake(0)).isFalse();
    assertThat(bucket.waitAt(0)).isEqualTo(Duration.ofMillis(100));
    assertThat(bucket.tryTake(SECOND / 10 - 1)).isFalse();
    assertThat(bucket.tryTake(SECOND / 10)).isTrue();
    assertThat(bucket.tryTake(SECOND / 10)).isFalse();
  }

  @Test
  void an_unlimited_rate_allows_everything() {
    var bucket = new TokenBucket(Rate.UNLIMITED, 0);

    for (int i = 0; i < 10_000; i++) assertThat(bucket.tryTake(0)).isTrue();
    assertThat(bucket.waitAt(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE - SECOND, Long.MAX_VALUE / 2 - SECOND / 4})
  void nano_times_may_wrap_around(long start) {
    var bucket = new TokenBucket(new Rate(1, Duration.ofSeconds(1), 1), start);

    assertThat(bucket.tryTake(start)).isTrue();
    assertThat(bucket.tryTake(start + SECOND / 2)).isFalse();
    assertThat(bucket.waitAt(start + SECOND / 2)).isEqualTo(Duration.ofMillis(500));
    assertThat(bucket.tryTake(start + 3 * SECOND)).isTrue();
    assertThat(bucket.waitAt(start + 7 * SECOND)).isZero();
  }

  @Test
  void released_tokens_can_be_taken_again() {
    var bucket = new TokenBucket(new Rate(10, Duration.ofSeconds(1), 3), 0);
    for (int i = 0; i < 3; i++) assertThat(bucket.tryTake(0)).isTrue();

    bucket.release(2);

    assertThat(bucket.tryTake(0)).isTrue();
    assertThat(bucket.tryTake(0)).isTrue();
    assertThat(bucket.tryTake(0)).isFalse();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void never_more_than_burst_plus_rate_pass_in_any_window(long seed) {
    var random = new Random(seed);
    int permits = 1 + random.nextInt(1_000);
    int burst = 1 + random.nextInt(50);
    var bucket = new TokenBucket(new Rate(permits, Duration.ofSeconds(1), burst), 0);

    long now = 0;
    long taken = 0;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextLong(SECOND / 500);
      if (bucket.tryTake(now)) taken++;
      assertThat((double) taken).isLessThanOrEqualTo(burst + permits * (now / 1e9) + 1);
    }
    assertThat(taken).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void after_the_returned_wait_there_is_a_token(long seed) {
    var random = new Random(seed);
    var bucket = new TokenBucket(new Rate(7, Duration.ofSeconds(1), 2), 0);

    long now = 0;
    for (int i = 0; i < 1_000; i++) {
      now += random.nextLong(SECOND / 10);
      now += bucket.waitAt(now).toNanos();
      assertThat(bucket.tryTake(now)).isTrue();
    }
  }
}
