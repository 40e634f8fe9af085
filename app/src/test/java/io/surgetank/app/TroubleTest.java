package io.surgetank.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a user's handler may do to the process that it is in.
@Timeout(120)
@On(Stage.EMBEDDED)
@Keeps({Promise.P5, Promise.P8})
class TroubleTest {
  /// The aim is 100 ms; the machine may be busy with other tests.
  private static final long LONGEST_REPLY_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  @Test
  void handlers_that_compute_hold_up_neither_http_nor_their_own_timeout(@TempDir Path folder)
      throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    String pipeline =
        "work: {handler: io.surgetank.app.TroubleHandler, timeout: 1s, concurrency: %d},"
                .formatted(2 * processors)
            + " retry: {policy: fixed, base: 1h, attempts: 2}";
    try (var server = ServerProcess.start(folder, pipeline)) {
      String first = server.submit("{\"mode\": \"busy\"}");
      for (int more = 1; more < processors; more++) server.submit("{\"mode\": \"busy\"}");
      long longest = 0;
      JsonNode job = server.job(first);
      while (!job.path("status").asString().equals("RETRYING")) {
        long asked = System.nanoTime();
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        server.submit("{}");
        job = server.job(first);
        longest = Math.max(longest, System.nanoTime() - asked);
      }

      assertThat(longest).isLessThan(LONGEST_REPLY_NANOS);
      assertThat(job.path("attempts").path(0).path("failure").asString())
          .isEqualTo("timed out after 1 s");
    }
  }
}
