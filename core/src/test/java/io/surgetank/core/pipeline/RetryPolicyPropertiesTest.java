package io.surgetank.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyPropertiesTest {
  /// Always draws the largest allowed number, which is the ceiling of a wait.
  private static final RandomGenerator HIGHEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return -1;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void no_wait_is_negative_or_over_the_cap(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      RetryPolicy policy = any(random);
      int attempt = anyAttempt(random);

      Duration wait = policy.waitAfter(attempt, random);

      assertThat(wait).as("%s after %d", policy, attempt).isBetween(Duration.ZERO, policy.cap());
      assertThat(wait).isLessThanOrEqualTo(Duration.ofHours(12));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_ceiling_never_decreases(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      RetryPolicy policy = any(random);
      Duration before = Duration.ZERO;
      for (int attempt = 1; attempt <= 120; attempt++) {
        Duration ceiling = policy.waitAfter(attempt, HIGHEST);
        assertThat(ceiling).as("%s after %d", policy, attempt).isGreaterThanOrEqualTo(before);
        before = ceiling;
      }
    }
  }

  @Test
  void exponential_ceilings_double_until_the_cap() {
    var policy = new RetryPolicy.Exponential(Duration.ofSeconds(5), Duration.ofMinutes(1), 9);

    List<Long> seconds =
        List.of(1, 2, 3, 4, 5, 6, Integer.MAX_VALUE).stream()
            .map(attempt -> policy.waitAfter(attempt, HIGHEST).toSeconds())
            .toList();

    assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 60L, 60L, 60L);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void full_jitter_is_uniform(long seed) {
    var policy = new RetryPolicy.Exponential(Duration.ofSeconds(10), Duration.ofHours(1), 9);
    var random = new Random(seed);
    int[] tenths = new int[10];

    for (int i = 0; i < 10_000; i++)
      tenths[(int) Math.min(9, policy.waitAfter(3, random).toMillis() / 4_000)]++;

    // A tenth is 1,000 with a standard deviation of 30: five of them either way.
    for (int count : tenths) assertThat(count).isBetween(850, 1_150);
  }

  @Test
  void linear_waits_are_the_step_times_the_attempt() {
    var policy = new RetryPolicy.Linear(Duration.ofMinutes(1), Duration.ofMinutes(3), 9);

    assertThat(policy.waitAfter(1, HIGHEST)).isEqualTo(Duration.ofMinutes(1));
    assertThat(policy.waitAfter(2, HIGHEST)).isEqualTo(Duration.ofMinutes(2));
    assertThat(policy.waitAfter(4, HIGHEST)).isEqualTo(Duration.ofMinutes(3));
    assertThat(policy.waitAfter(Integer.MAX_VALUE, HIGHEST)).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void a_retry_can_be_immediate() {
    Duration cap = Duration.ofHours(1);

    assertThat(new RetryPolicy.Exponential(Duration.ZERO, cap, 9).waitAfter(3, HIGHEST)).isZero();
    assertThat(new RetryPolicy.Linear(Duration.ZERO, cap, 9).waitAfter(3, HIGHEST)).isZero();
  }

  @Test
  void the_longest_wait_is_reached_by_any_number_of_attempts() {
    Duration most = RetryPolicy.MAX_WAIT;

    for (int attempt : new int[] {31, 64, 1_000, Integer.MAX_VALUE}) {
      assertThat(new RetryPolicy.Exponential(most, most, 9).waitAfter(attempt, HIGHEST))
          .isEqualTo(most);
      assertThat(new RetryPolicy.Linear(most, most, 9).waitAfter(attempt, HIGHEST)).isEqualTo(most);
    }
  }

  @Test
  void nothing_waits_longer_than_twelve_hours() {
    Duration most = Duration.ofHours(12);
    Duration more = most.plusMillis(1);

    assertThat(new RetryPolicy.Fixed(most, 1).cap()).isEqualTo(most);
    assertThatThrownBy(() -> new RetryPolicy.Fixed(more, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy.Exponential(Duration.ZERO, more, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy.Linear(Duration.ZERO, more, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_last_attempt_is_the_maximum_number() {
    var policy = new RetryPolicy.Fixed(Duration.ZERO, 2);

    assertThat(policy.isLast(1)).isFalse();
    assertThat(policy.isLast(2)).isTrue();
    assertThat(policy.isLast(3)).isTrue();
  }

  private static RetryPolicy any(Random random) {
    Duration cap = Duration.ofMillis(random.nextLong(RetryPolicy.MAX_WAIT.toMillis() + 1));
    Duration base = Duration.ofMillis(random.nextLong(cap.toMillis() + 1));
    int attempts = 1 + random.nextInt(1_000);
    return switch (random.nextInt(3)) {
      case 0 -> new RetryPolicy.Exponential(base, cap, attempts);
      case 1 -> new RetryPolicy.Linear(base, cap, attempts);
      default -> new RetryPolicy.Fixed(cap, attempts);
    };
  }

  private static int anyAttempt(Random random) {
    return random.nextBoolean()
        ? 1 + random.nextInt(100)
        : Integer.MAX_VALUE - random.nextInt(1_000);
  }
}
