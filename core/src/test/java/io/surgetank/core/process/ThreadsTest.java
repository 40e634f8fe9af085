package io.surgetank.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadsTest {
  @Test
  void a_loop_runs_until_it_ends() throws Exception {
    List<Integer> steps = new ArrayList<>();
    Thread thread =
        Threads.SYSTEM.looping(
            Thread.ofVirtual(),
            _ -> {
              steps.add(steps.size());
              return steps.size() < 3;
            });
    assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
    thread.start();
    thread.join();

    assertThat(steps).containsExactly(0, 1, 2);
  }

  @Test
  void a_pause_ends_when_the_thread_is_interrupted() throws Exception {
    Thread thread =
        Threads.SYSTEM.unstarted(
            Thread.ofPlatform(), () -> Threads.SYSTEM.pause(Duration.ofDays(365)));
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(thread.isAlive()).isTrue();
      Thread.onSpinWait();
    }

    thread.interrupt();
    thread.join();

    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void the_time_is_that_of_the_jvm() {
    long before = System.nanoTime();
    long now = Threads.SYSTEM.nanoTime();

    assertThat(now - before).isNotNegative();
    assertThat(System.nanoTime() - now).isNotNegative();
  }

  @Test
  void the_shorter_of_two_times_is_chosen() {
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);

    assertThat(Threads.shorter(second, minute)).isEqualTo(second);
    assertThat(Threads.shorter(minute, second)).isEqualTo(second);
  }

  @Test
  void an_interrupt_ends_a_loop_that_waits() throws Exception {
    var never = new CountDownLatch(1);
    Thread thread =
        Threads.SYSTEM.looping(
            Thread.ofPlatform(), atMost -> !never.await(atMost.toNanos(), TimeUnit.NANOSECONDS));
    thread.start();
    thread.interrupt();
    thread.join();

    assertThat(thread.isAlive()).isFalse();
  }
}
