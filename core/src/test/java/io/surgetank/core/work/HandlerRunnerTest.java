package io.surgetank.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.pipeline.SamplePipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandlerRunnerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final PipelineName ORDERS = new PipelineName("orders");
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Attempt FIRST = new Attempt(0, 1, NOW);
  private static final Attempt LAST = new Attempt(0, 2, NOW);

  @AfterEach
  void noInterruptionIsLeftBehind() {
    Thread.interrupted();
  }

  @Test
  void the_handlers_outcome_is_returned() throws Exception {
    var processed = new Outcome.Processed("{\"total\":100.00}");

    assertThat(work((_, _) -> processed, FIRST)).isEqualTo(processed);
    assertThat(work((_, _) -> processed, LAST)).isEqualTo(processed);
  }

  @Test
  void an_exception_is_a_failure_with_its_message() throws Exception {
    Handler failing =
        (_, _) -> {
          throw new IOException("the carrier does not answer");
        };

    assertThat(work(failing, FIRST))
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> {
              assertThat(retry.after()).isEqualTo(PAUSE);
              assertThat(retry.failure()).isEqualTo("the carrier does not answer");
            });
    assertThat(failure(new IOException("the carrier does not answer")))
        .isEqualTo("the carrier does not answer");
  }

  @Test
  void a_failure_has_the_stack_traces_of_its_causes_down_to_the_handler() {
    var cause = new IllegalStateException("deep " + "x".repeat(10_000));
    Outcome outcome =
        work(
            (_, _) -> {
              throw new IOException("outer", cause);
            },
            LAST);

    String trace = ((Outcome.Dead) outcome).stackTrace();
    assertThat(trace.lines().findFirst()).contains("java.io.IOException: outer");
    assertThat(trace)
        .contains("  at io.surgetank.core.work.HandlerRunnerTest.")
        .contains("\nCaused by: java.lang.IllegalStateException: deep x")
        .doesNotContain("io.surgetank.core.work.HandlerRunner.process(")
        .hasSizeLessThan(Outcome.MAX_STACK_TRACE_LENGTH);
  }

  @Test
  void a_failure_has_all_frames_of_an_exception_that_another_thread_created() {
    var failure = new IllegalStateException("in the background");
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("a.Reader", "read", "Reader.java", 7),
          new StackTraceElement("a.Loader", "run", "Loader.java", 9)
        });

    assertThat(trace(failure))
        .isEqualTo(
            """
            java.lang.IllegalStateException: in the background
              at a.Reader.read(Reader.java:7)
              at a.Loader.run(Loader.java:9)\
            """);
  }

  @Test
  void a_failure_has_at_most_16_causes() {
    Exception failure = new IllegalStateException("innermost");
    failure.setStackTrace(new StackTraceElement[0]);
    for (int i = 0; i < 30; i++) {
      failure = new IllegalStateException("outer", failure);
      failure.setStackTrace(new StackTraceElement[0]);
    }

    assertThat(trace(failure).lines()).hasSize(16);
  }

  @Test
  void a_failure_whose_message_cannot_be_read_is_reported() {
    var failure =
        new IllegalStateException() {
          @Override
          public String getMessage() {
            throw new UnsupportedOperationException();
          }
        };

    assertThat(failure(failure)).endsWith(": (its message cannot be read)");
  }

  @Test
  void a_failure_has_the_exception_class_if_it_is_informative() throws Exception {
    assertThat(failure(new RuntimeException(new IOException("disk full")))).isEqualTo("disk full");
    assertThat(failure(new UncheckedIOException(new IOException("gone")))).isEqualTo("gone");
    assertThat(failure(new IllegalStateException("own words", new IOException("cause"))))
        .isEqualTo("IllegalStateException: own words");
    assertThat(failure(new RuntimeException("kaputt"))).isEqualTo("RuntimeException: kaputt");
    assertThat(failure(new NoSuchFileException("prices.csv")))
        .isEqualTo("NoSuchFileException: prices.csv");
    assertThat(failure(new ConcurrentModificationException() {})).startsWith("HandlerRunnerTest$");
    assertThat(failure(new IllegalStateException())).isEqualTo("IllegalStateException");
    assertThat(failure(new IllegalStateException("  "))).isEqualTo("IllegalStateException");
  }

  @Test
  void a_long_failure_is_truncated() throws Exception {
    assertThat(failure(new IOException("x".repeat(100_000))))
        .hasSize(Outcome.MAX_FAILURE_LENGTH)
        .endsWith("…");
    String longest = "x".repeat(Outcome.MAX_FAILURE_LENGTH);
    assertThat(failure(new IOException(longest))).isEqualTo(longest);
  }

  @Test
  void a_handler_may_request_a_wait_but_not_more_attempts() throws Exception {
    var requested = new Outcome.Retry(Duration.ofMinutes(30), "closed");

    assertThat(work((_, _) -> requested, FIRST)).isEqualTo(requested);
    assertThat(work((_, _) -> requested, LAST)).isEqualTo(new Outcome.Dead("closed"));
  }

  @Test
  void a_handler_that_gives_up_is_not_retried() throws Exception {
    assertThat(work((_, _) -> new Outcome.Dead("never"), FIRST))
        .isEqualTo(new Outcome.Dead("never"));
  }

  @Test
  void stack_overflow_and_missing_classes_are_failures() throws Exception {
    Handler deep = HandlerRunnerTest::sink;
    Handler missing =
        (_, _) -> {
          throw new NoClassDefFoundError("com/example/Missing");
        };

    assertThat(((Outcome.Dead) work(deep, LAST)).failure()).isEqualTo("StackOverflowError");
    assertThat(((Outcome.Dead) work(missing, LAST)).failure())
        .isEqualTo("NoClassDefFoundError: com/example/Missing");
  }

  @Test
  void an_interruption_by_the_handler_itself_is_a_failure() throws Exception {
    assertThat(failure(new InterruptedException("a library's own")))
        .isEqualTo("InterruptedException: a library's own");
    Handler flagged =
        (_, _) -> {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("closed");
        };

    assertThat(((Outcome.Dead) work(flagged, LAST)).failure())
        .isEqualTo("IllegalStateException: closed");
  }

  @Test
  void a_failure_without_message_or_with_a_lone_surrogate_can_be_stored() throws Exception {
    assertThat(failure(new IOException("half \ud83d"))).isEqualTo("half \ufffd");
    assertThat(failure(new IOException("x".repeat(1_998) + "\ud83d\ude00y"))).endsWith("x\ufffd…");
  }

  @Test
  void a_timeout_is_a_failure_with_its_duration() {
    HandlerRunner handlerRunner = worker((_, _) -> new Outcome.Processed("{}"));

    assertThat(handlerRunner.timedOut(FIRST))
        .isEqualTo(new Outcome.Retry(PAUSE, "timed out after 30 s"));
    assertThat(handlerRunner.timedOut(LAST)).isEqualTo(new Outcome.Dead("timed out after 30 s"));
  }

  @Test
  void a_result_that_cannot_be_read_back_is_a_dead_letter() throws Exception {
    String long_ = "\"" + "x".repeat(HandlerRunner.MAX_RESULT_LENGTH) + "\"";

    assertThat(work((_, _) -> new Outcome.Processed("done!"), FIRST))
        .isInstanceOfSatisfying(
            Outcome.Dead.class,
            dead -> assertThat(dead.failure()).startsWith("the handler's result is not JSON: "));
    assertThat(work((_, _) -> new Outcome.Processed(long_), FIRST))
        .isInstanceOf(Outcome.Dead.class);
    var longest = new Outcome.Processed("\"" + long_.substring(3));
    assertThat(longest.result()).hasSize(HandlerRunner.MAX_RESULT_LENGTH);
    assertThat(work((_, _) -> longest, FIRST)).isEqualTo(longest);
  }

  @Test
  void a_result_with_a_lone_surrogate_is_a_dead_letter_and_a_blank_one_is_null() throws Exception {
    for (String half : new String[] {"\"\ud83d\"", "\"\\ud83d\"", "{\"\ude00\":1}"})
      assertThat(work((_, _) -> new Outcome.Processed(half), FIRST))
          .isInstanceOfSatisfying(
              Outcome.Dead.class, dead -> assertThat(dead.failure()).contains("lone surrogate"));
    assertThat(work((_, _) -> new Outcome.Processed(" \n"), FIRST))
        .isEqualTo(new Outcome.Processed("null"));
  }

  @Test
  void a_failure_does_not_quote_values_that_the_schema_marks_as_secret() {
    var failures =
        List.<Handler>of(
            (job, _) -> new Outcome.Dead("no such card: " + job.payload(), "at 4111-2222"),
            (_, _) -> new Outcome.Retry(PAUSE, "card 4111-2222 is locked"),
            (job, _) -> {
              throw new IOException("x".repeat(495) + " 4111-2222", new Exception(job.payload()));
            });
    for (Handler failing : failures) {
      Outcome outcome = secretWorker(failing).process(secretJob(), LAST);

      assertThat(outcome.toString()).contains("***").doesNotContain("4111");
    }
  }

  @Test
  void the_handler_gets_the_values() {
    Outcome outcome =
        secretWorker((job, _) -> new Outcome.Processed(job.payload())).process(secretJob(), FIRST);

    assertThat(outcome).isEqualTo(new Outcome.Processed("{\"card\":\"4111-2222\"}"));
  }

  private static Job secretJob() {
    var id = new JobIds(() -> NOW, new Random(1)).next();
    return new Job(id, ORDERS, "{\"card\":\"4111-2222\"}", Trace.of(id));
  }

  private static HandlerRunner secretWorker(Handler handler) {
    String schema = "{\"properties\": {\"card\": {\"x-secret\": true}}}";
    var pipeline = SamplePipeline.checking(schema, ORDERS, new RetryPolicy.Fixed(PAUSE, 2));
    return new HandlerRunner(pipeline, handler, new Random(1));
  }

  /// Never ends, because every job has a payload.
  private static Outcome sink(Job job, Attempt attempt) {
    return job.payload().isEmpty() ? new Outcome.Dead("never") : sink(job, attempt);
  }

  private static String failure(Exception thrown) {
    return dead(thrown).failure();
  }

  private static String trace(Exception thrown) {
    return dead(thrown).stackTrace();
  }

  private static Outcome.Dead dead(Exception thrown) {
    Outcome outcome =
        work(
            (_, _) -> {
              throw thrown;
            },
            LAST);
    return (Outcome.Dead) outcome;
  }

  private static Outcome work(Handler handler, Attempt attempt) {
    var id = new JobIds(() -> NOW, new Random(1)).next();
    return worker(handler).process(new Job(id, ORDERS, "{}", Trace.of(id)), attempt);
  }

  private static HandlerRunner worker(Handler handler) {
    var pipeline = SamplePipeline.of(ORDERS, Ordering.NONE, new RetryPolicy.Fixed(PAUSE, 2));
    return new HandlerRunner(pipeline, handler, new Random(1));
  }
}
