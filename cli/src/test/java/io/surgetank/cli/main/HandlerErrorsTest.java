package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a user's handler may do to the process that it is in.
@Timeout(120)
@RunsOn(TestedBackend.EMBEDDED)
@Verifies({Promise.P5, Promise.P8})
class HandlerErrorsTest {
  /// The target is 100 ms; the machine may be busy with other tests.
  private static final long LONGEST_REPLY_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  @Test
  void cpu_bound_handlers_delay_neither_http_nor_their_timeout(@TempDir Path folder)
      throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    String pipeline =
        "work: {handler: io.surgetank.cli.main.FailingHandler, timeout: 1s, concurrency: %d},"
                .formatted(2 * processors)
            + " retry: {policy: fixed, base: 1h, attempts: 2}";
    try (var server = ServerProcess.start(folder, pipeline)) {
      String first = server.submit("{\"mode\": \"busy\"}");
      for (int more = 1; more < processors; more++) server.submit("{\"mode\": \"busy\"}");
      long longest = 0;
      JsonNode job = server.job(first);
      while (!job.path("status").asString().equals("RETRYING")) {
        long sentAt = System.nanoTime();
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        server.submit("{}");
        job = server.job(first);
        longest = Math.max(longest, System.nanoTime() - sentAt);
      }

      assertThat(longest).isLessThan(LONGEST_REPLY_NANOS);
      assertThat(job.path("attempts").path(0).path("failure").asString())
          .isEqualTo("timed out after 1 s");
    }
  }

  @Test
  void a_handler_that_ends_the_process_fails_and_its_job_becomes_a_dead_letter(@TempDir Path folder)
      throws Exception {
    String pipeline =
        "work: {handler: io.surgetank.cli.main.FailingHandler, timeout: 60s, concurrency: 8},"
            + " retry: {policy: fixed, base: 0s, attempts: 2}";
    String innocent;
    String guilty;
    try (var server = ServerProcess.start(folder, pipeline)) {
      innocent = server.submit("{\"mode\": \"block\"}");
      while (!server.job(innocent).path("status").asString().equals("PROCESSING"))
        Thread.onSpinWait();
      guilty = server.submit("{\"mode\": \"exit\"}");

      assertThat(server.exitStatus(30)).isEqualTo(4);
    }
    try (var server = ServerProcess.start(folder, pipeline)) {
      assertThat(server.exitStatus(30)).isEqualTo(4);
    }

    try (var server = ServerProcess.start(folder, pipeline)) {
      JsonNode job = server.job(guilty);
      assertThat(job.path("status").asString()).isEqualTo("DEAD");
      assertThat(job.path("attempts").size()).isEqualTo(2);
      assertThat(job.path("attempts").path(0).path("failure").asString())
          .isEqualTo("the handler ended the process");
      // The second may have come before the server was ready to stop: the start after it counts it.
      assertThat(job.path("failure").asString())
          .isIn("the handler ended the process", "the process died during the attempt");
      JsonNode other = server.job(innocent);
      while (other.path("status").asString().matches("PENDING|RETRYING"))
        other = server.job(innocent);
      assertThat(other.path("status").asString()).isEqualTo("PROCESSING");
    }
  }
}
