package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.api.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestExecutorTest {
  private static final Request REQUEST = new Request("GET", "/", "", Map.of(), new byte[0]);

  @BeforeEach
  void silenceLog() {
    LogSilencer.silenceLog();
  }

  /// What reaches the uncaught exception handler when the API fails with this error.
  private static List<Throwable> uncaught(Error failure) throws InterruptedException {
    var uncaught = new ArrayList<Throwable>();
    try (var executor = failing(failure)) {
      Thread thread =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((_, error) -> uncaught.add(error))
              .start(() -> assertThat(executor.answer(REQUEST).status()).isEqualTo(500));
      thread.join();
    }
    return uncaught;
  }

  private static RequestExecutor failing(Error failure) {
    return new RequestExecutor(
        _ -> {
          throw failure;
        },
        1_024);
  }

  @Test
  void a_class_that_cannot_be_used_or_missing_memory_ends_the_process() throws Exception {
    var unusable = new NoClassDefFoundError("Could not initialize class Buffer");
    assertThat(uncaught(unusable)).containsExactly(unusable);
    var memory = new OutOfMemoryError();
    assertThat(uncaught(memory)).containsExactly(memory);
  }

  @Test
  void another_error_costs_only_its_request() throws Exception {
    assertThat(uncaught(new StackOverflowError())).isEmpty();
  }

  @Test
  void an_error_does_not_end_the_thread_of_health_checks() throws Exception {
    var next = new CountDownLatch(1);
    try (var executor = failing(new AssertionError())) {
      assertThat(
              executor.start(
                  "/health/live",
                  () -> {
                    throw new AssertionError("cannot respond");
                  }))
          .isEmpty();
      assertThat(executor.start("/health/live", next::countDown)).isEmpty();
      next.await();
    }
  }
}
