package io.surgetank.core.process;

import static org.assertj.core.api.Assertions.assertThat;

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
