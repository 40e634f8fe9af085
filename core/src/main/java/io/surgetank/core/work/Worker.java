package io.surgetank.core.work;

import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs a pipeline's handler and decides the outcome; carries nothing out. For many threads at
/// once, when `random` is.
public final class Worker {
  /// A result is kept beside its job: as much as every backend can keep in one record (DynamoDB:
  /// 400 KB).
  public static final int MAX_RESULT_LENGTH = 64 * 1024;

  private final Pipeline pipeline;
  private final Handler handler;
  private final RandomGenerator random;

  public Worker(Pipeline pipeline, Handler handler, RandomGenerator random) {
    this.pipeline = pipeline;
    this.handler = handler;
    this.random = random;
  }

  /// Works the job once. Whatever the handler does that comes to an end is an outcome: what it
  /// returns, null, and whatever it throws, errors and interruptions of its own included.
  ///
  /// That the pool interrupted the handler, because its time is up or the process stops, the pool
  /// knows itself: it has decided the attempt by then and does not ask for this outcome. So the
  /// thread's own interrupted status, which anybody may set, decides nothing.
  public Outcome work(Job job, Attempt attempt) {
    try {
      @Nullable Outcome said = handler.handle(job, attempt);
      return switch (said) {
        case null -> failed(attempt, Failure.of("the handler returned null"));
        case Outcome.Processed processed -> checked(processed);
        case Outcome.Retry asked ->
            RetryDecision.afterRequest(pipeline.retry(), attempt.number(), asked);
        case Outcome.Dead dead -> dead;
      };
    } catch (Throwable surprise) {
      return failed(attempt, FailureFormatter.of(surprise));
    }
  }

  /// What follows when the attempt's time was up before the handler was done.
  public Outcome timedOut(Attempt attempt) {
    Duration timeout = pipeline.work().timeout();
    return failed(attempt, Failure.of("timed out after " + FailureFormatter.text(timeout)));
  }

  /// What follows when the handler is what ends the process.
  public Outcome endedProcess(Attempt attempt) {
    return failed(attempt, Failure.of(RetryDecision.ENDED_THE_PROCESS));
  }

  private Outcome failed(Attempt attempt, Failure failure) {
    return RetryDecision.afterFailure(pipeline.retry(), attempt.number(), failure, random);
  }

  /// A result that nobody can read back is no result; doing the work again would not mend it. A
  /// blank one is null.
  private static Outcome checked(Outcome.Processed processed) {
    if (processed.result().length() > MAX_RESULT_LENGTH)
      return new Outcome.Dead(
          "the handler's result is longer than " + MAX_RESULT_LENGTH + " characters");
    if (processed.result().isBlank()) return new Outcome.Processed("null");
    // Strict, because encoding would put a question mark for half a character.
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(processed.result()))
      return new Outcome.Dead("the handler's result has half a character (a lone surrogate)");
    byte[] result = processed.result().getBytes(StandardCharsets.UTF_8);
    return switch (JsonReader.read(result)) {
      case ParseResult.Parsed _ -> processed;
      case ParseResult.Malformed(var faults) ->
          new Outcome.Dead("the handler's result is not JSON: " + faults.getFirst().detail());
    };
  }
}
