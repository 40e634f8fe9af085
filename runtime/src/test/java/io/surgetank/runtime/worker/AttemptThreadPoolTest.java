package io.surgetank.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.process.Threads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AttemptThreadPoolTest {
  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

  /// Runs an attempt that ends with this error, and then another.
  private void run(Error failure) throws InterruptedException {
    var threads =
        new AttemptThreadPool("attempt-test", 1, Threads.SYSTEM, ThreadPriority.UNCHANGED);
    var ran = new CountDownLatch(1);
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, error) -> uncaught.add(error));
    try {
      threads.execute(
          List.of(_ -> {
            throw failure;
          }));
      threads.execute(List.of(_ -> ran.countDown()));
      ran.await();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
      threads.close();
    }
  }

  @Test
  void an_error_outside_a_handler_does_not_end_the_thread() throws Exception {
    run(new AssertionError("unexpected"));

    assertThat(uncaught).isEmpty();
  }

  @Test
  void a_class_that_cannot_be_used_ends_the_process() throws Exception {
    var unusable = new NoClassDefFoundError("Could not initialize class Attempt");
    run(unusable);

    assertThat(uncaught).containsExactly(unusable);
  }

  @Test
  void memory_that_a_handler_used_up_costs_its_attempt_only() throws Exception {
    run(new OutOfMemoryError("heap"));

    assertThat(uncaught).isEmpty();
  }
}
