package io.surgetank.core.work;

import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.masking.MaskedJob;
import io.surgetank.core.masking.PayloadMask;
import io.surgetank.core.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs a pipeline's handler and decides the outcome; does not settle it. Safe for many threads if
/// `random` is.
public final class HandlerRunner {
  /// A result is kept in the job's record, which every backend must be able to store (DynamoDB: 400
  /// KB).
  public static final int MAX_RESULT_LENGTH = 64 * 1024;

  private final Pipeline pipeline;
  private final Handler handler;
  private final RandomGenerator random;
  private final Optional<PayloadMask> mask;

  public HandlerRunner(Pipeline pipeline, Handler handler, RandomGenerator random) {
    this.pipeline = pipeline;
    this.handler = handler;
    this.random = random;
    this.mask = PayloadMask.of(pipeline.intake().schema());
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  /// Processes the job once. All that the handler returns or throws becomes an outcome, including
  /// null, errors and interruptions that it causes itself. When the pool interrupts the handler,
  /// because of the timeout or because the process stops, it has already decided the attempt and
  /// ignores this outcome. So the thread's interrupted status, which any code may set, is not
  /// evaluated.
  public Outcome process(Job job, Attempt attempt) {
    Outcome outcome = run(job, attempt);
    return mask.isPresent() ? masked(outcome, job, mask.get()) : outcome;
  }

  /// Failures are stored, logged and listed: they must not quote secret values.
  private static Outcome masked(Outcome outcome, Job job, PayloadMask mask) {
    return switch (outcome) {
      case Outcome.Processed processed -> processed;
      case Outcome.Retry(var after, var failure, var stackTrace) -> {
        MaskedJob masked = mask.mask(job.payload());
        yield new Outcome.Retry(after, masked.text(failure), masked.text(stackTrace));
      }
      case Outcome.Dead(var failure, var stackTrace) -> {
        MaskedJob masked = mask.mask(job.payload());
        yield new Outcome.Dead(masked.text(failure), masked.text(stackTrace));
      }
    };
  }

  private Outcome run(Job job, Attempt attempt) {
    try {
      @Nullable Outcome outcome = handler.handle(job, attempt);
      return switch (outcome) {
        case null -> failed(attempt, Failure.of("the handler returned null"));
        case Outcome.Processed processed -> checked(processed);
        case Outcome.Retry requested ->
            RetryDecision.afterRequest(pipeline.retry(), attempt.number(), requested);
        case Outcome.Dead dead -> dead;
      };
    } catch (Throwable unexpected) {
      return failed(attempt, FailureFormatter.of(unexpected));
    }
  }

  /// The outcome when the attempt timed out.
  public Outcome timedOut(Attempt attempt) {
    Duration timeout = pipeline.work().timeout();
    return failed(attempt, Failure.of("timed out after " + FailureFormatter.text(timeout)));
  }

  /// The outcome when the handler ended the process.
  public Outcome endedProcess(Attempt attempt) {
    return failed(attempt, Failure.of(RetryDecision.ENDED_THE_PROCESS));
  }

  private Outcome failed(Attempt attempt, Failure failure) {
    return RetryDecision.afterFailure(pipeline.retry(), attempt.number(), failure, random);
  }

  /// A result that cannot be read back is a failure that a retry would not fix. A blank result is
  /// null.
  private static Outcome checked(Outcome.Processed processed) {
    if (processed.result().length() > MAX_RESULT_LENGTH)
      return new Outcome.Dead(
          "the handler's result is longer than " + MAX_RESULT_LENGTH + " characters");
    if (processed.result().isBlank()) return new Outcome.Processed("null");
    // Strict, because encoding would put a question mark for a lone surrogate.
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(processed.result()))
      return new Outcome.Dead("the handler's result has a lone surrogate, half of a UTF-16 pair");
    byte[] result = processed.result().getBytes(StandardCharsets.UTF_8);
    return switch (JsonReader.read(result)) {
      case ParseResult.Parsed _ -> processed;
      case ParseResult.Malformed(var violations) ->
          new Outcome.Dead("the handler's result is not JSON: " + violations.getFirst().detail());
    };
  }
}
