package io.surgetank.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.store.StoreBusyException;
import io.surgetank.core.store.StoreStoppedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {
  private final Logger logger = Logger.getLogger(PeriodicTask.class.getName());
  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord each) {
          if (each.getLevel().intValue() >= Level.WARNING.intValue()) logged.add(each);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void a_failed_turn_is_logged_and_the_next_one_runs() throws Exception {
    runs(new IllegalStateException("no room"));

    assertThat(logged).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void a_store_that_has_stopped_was_reported_when_it_did() throws Exception {
    runs(new StoreStoppedException("a write failed"));

    assertThat(logged).isEmpty();
  }

  @Test
  void a_store_that_is_locked_was_reported_when_it_was() throws Exception {
    runs(new StoreBusyException("another process holds the lock"));

    assertThat(logged).isEmpty();
  }

  @Test
  void an_error_does_not_end_the_schedule_and_a_fatal_one_the_process() throws Exception {
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, error) -> uncaught.add(error));
    try {
      runs(new StackOverflowError());
      assertThat(uncaught).isEmpty();

      runs(new OutOfMemoryError());
      assertThat(uncaught).isNotEmpty().allMatch(OutOfMemoryError.class::isInstance);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  /// Until the third run began, and so until two failures have been logged.
  private static void runs(Throwable failure) throws InterruptedException {
    var begun = new CountDownLatch(3);
    try (var _ =
        new PeriodicTask(
            Duration.ofMillis(1),
            () -> {
              begun.countDown();
              if (failure instanceof Error error) throw error;
              throw (RuntimeException) failure;
            })) {
      begun.await();
    }
  }
}
