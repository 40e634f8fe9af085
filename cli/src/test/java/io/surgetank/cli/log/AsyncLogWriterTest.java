package io.surgetank.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AsyncLogWriterTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final JobId ID = JobId.of(NOW.toEpochMilli() << 21, 7);
  private static final Job JOB =
      new Job(ID, new PipelineName("orders"), "{\"customerEmail\":\"a@b.example\"}", Trace.of(ID));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String logged(LogSettings settings, Event... events) {
    try (var asyncLogWriter = new AsyncLogWriter(settings, InstantSource.fixed(NOW), out)) {
      asyncLogWriter.begin();
      var log = new EventLogger(asyncLogWriter);
      for (Event event : events) log.accept(event);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_change_of_state_is_one_line_with_pipeline_job_attempt_and_trace() {
    var attempt = new Attempt(0, 2, NOW);

    String log =
        logged(
            LogSettings.DEFAULT,
            new Event.Accepted(JOB),
            new Event.Started(JOB, attempt),
            new Event.Processed(JOB, attempt, Duration.ofMillis(12)));

    assertThat(log.lines()).hasSize(3);
    assertThat(log.lines().toList().get(2))
        .isEqualTo(
            "time=2026-01-31T12:00:00.000Z level=info event=processed pipeline=orders job="
                + ID
                + " attempt=2 round=1 trace="
                + ID.hex()
                + " took_ms=12");
  }

  @Test
  void no_payload_is_in_any_line() {
    var attempt = new Attempt(0, 1, NOW);

    String log =
        logged(
            LogSettings.DEFAULT,
            new Event.Accepted(JOB),
            new Event.DeadLettered(JOB, attempt, "refused"),
            new Event.Released(JOB, attempt));

    assertThat(log).doesNotContain("customerEmail").doesNotContain("@");
  }

  @Test
  void lines_below_the_level_are_omitted() {
    String log =
        logged(
            new LogSettings(LogFormat.TEXT, LogLevel.WARN),
            new Event.Accepted(JOB),
            new Event.DeadLettered(JOB, new Attempt(0, 1, NOW), "refused"));

    assertThat(log.lines()).singleElement().asString().contains("event=dead_lettered");
  }

  @Test
  void logging_never_blocks_and_dropped_lines_are_counted() throws Exception {
    var stuck = new CountDownLatch(1);
    var slow =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("lines are written in batches");
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            try {
              stuck.await();
            } catch (InterruptedException ended) {
              Thread.currentThread().interrupt();
            }
            out.write(bytes, from, length);
          }
        };
    long logged = 100_000;

    try (var asyncLogWriter =
        new AsyncLogWriter(LogSettings.DEFAULT, InstantSource.fixed(NOW), slow)) {
      asyncLogWriter.begin();
      for (int line = 0; line < logged; line++) asyncLogWriter.log(LogLevel.INFO, "logged");
      stuck.countDown();
    }

    String log = out.toString(StandardCharsets.UTF_8);
    long written = log.lines().filter(line -> line.contains("event=logged")).count();
    long dropped =
        log.lines()
            .filter(line -> line.contains("event=log_dropped"))
            .mapToLong(line -> Long.parseLong(line.replaceAll(".*lines=(\\d+).*", "$1")))
            .sum();
    assertThat(dropped).isPositive();
    assertThat(written + dropped).isEqualTo(logged);
  }

  @Test
  void log_messages_of_libraries_are_lines_too() {
    try (var asyncLogWriter =
        new AsyncLogWriter(LogSettings.DEFAULT, InstantSource.fixed(NOW), out)) {
      asyncLogWriter.begin();
      LibraryLogHandler.install(asyncLogWriter);
      System.getLogger("some.library")
          .log(System.Logger.Level.ERROR, "broke", new IllegalStateException("two\nlines"));
      System.getLogger("some.library").log(System.Logger.Level.INFO, "chatter");
    }

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("level=error event=system source=some.library message=broke")
        .contains("IllegalStateException: two\\nlines");
  }
}
