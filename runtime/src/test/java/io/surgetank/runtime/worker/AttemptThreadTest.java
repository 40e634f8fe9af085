package io.surgetank.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.runtime.worker.ThreadPriority.ScheduledThread;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptThreadTest {
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void a_thread_over_the_limit_is_lowered_and_leaves_the_pool_once() {
    assertThat(afterManyChecks(new Busy(true)).isLowered()).isTrue();
    assertThat(calls.get()).isEqualTo(1);
  }

  @Test
  void a_thread_whose_priority_cannot_be_lowered_remains_in_the_pool() {
    assertThat(afterManyChecks(new Busy(false)).isLowered()).isFalse();
    assertThat(calls.get()).isZero();
  }

  @Test
  void without_a_priority_for_each_thread_nothing_changes() {
    var thread = afterManyChecks(ThreadPriority.UNCHANGED.currentThread());

    assertThat(thread.isLowered()).isFalse();
    assertThat(calls.get()).isZero();
  }

  private AttemptThread afterManyChecks(ScheduledThread scheduled) {
    var thread = new AttemptThread(scheduled, calls::incrementAndGet);
    var limit = new CpuTimeBudget(0);
    for (long second = 0; second < 10; second++) thread.enforce(limit, second * 1_000_000_000);
    return thread;
  }

  /// Has used more at each read.
  private static final class Busy implements ScheduledThread {
    private final AtomicInteger reads = new AtomicInteger();
    private final boolean canLower;

    Busy(boolean canLower) {
      this.canLower = canLower;
    }

    @Override
    public long cpuNanos() {
      return reads.incrementAndGet() * CpuTimeBudget.LIMIT.toNanos();
    }

    @Override
    public boolean lower() {
      return canLower;
    }
  }
}
