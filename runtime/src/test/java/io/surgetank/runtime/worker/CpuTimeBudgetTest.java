package io.surgetank.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CpuTimeBudgetTest {
  private static final long CHECK_INTERVAL = Duration.ofMillis(25).toNanos();

  /// A clock may begin anywhere, also shortly before it overflows.
  private static final long START = Long.MAX_VALUE - CHECK_INTERVAL;

  private final CpuTimeBudget limit = new CpuTimeBudget(START);
  private final AtomicInteger reads = new AtomicInteger();

  /// Checks as the timeout thread does, at times `START`, 25 ms later and so on. Returns at which
  /// check the limit was reached, or -1.
  private int reachedAt(int checks, double cpuShare, Duration before) {
    int reached = -1;
    for (int check = 0; check < checks; check++) {
      long passed = check * CHECK_INTERVAL;
      long used = before.toNanos() + (long) (passed * cpuShare);
      boolean now =
          limit.reachedAt(
              START + passed,
              () -> {
                reads.incrementAndGet();
                return used;
              });
      if (now) {
        assertThat(reached).isEqualTo(-1);
        reached = check;
      }
    }
    return reached;
  }

  @Test
  void an_attempt_that_only_computes_reaches_the_limit_after_100_milliseconds() {
    assertThat(reachedAt(100, 1, Duration.ZERO)).isEqualTo(4);
  }

  @Test
  void an_attempt_with_half_a_core_reaches_it_after_twice_that_time() {
    assertThat(reachedAt(100, 0.5, Duration.ZERO)).isEqualTo(8);
  }

  @Test
  void what_earlier_attempts_of_the_thread_used_does_not_count() {
    assertThat(reachedAt(4, 1, Duration.ofHours(1))).isEqualTo(-1);
  }

  @Test
  void the_cpu_time_of_an_attempt_that_waits_is_read_ten_times_per_second() {
    assertThat(reachedAt(40 * 60, 0, Duration.ZERO)).isEqualTo(-1);
    assertThat(reads.get()).isEqualTo(10 * 60);
  }

  @Test
  void it_is_not_read_again_after_the_limit() {
    assertThat(reachedAt(1_000, 1, Duration.ZERO)).isPositive();
    assertThat(reads.get()).isEqualTo(2);
  }
}
