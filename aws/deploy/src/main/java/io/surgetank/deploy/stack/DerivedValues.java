package io.surgetank.deploy.stack;

import io.surgetank.core.pipeline.LambdaConcurrency;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.pipeline.Work;
import java.time.Duration;
import java.util.Comparator;

/// Values that follow from pipelines, and from each other.
final class DerivedValues {
  /// Function timeouts in a visibility timeout, as AWS recommends.
  static final int TIMEOUTS_PER_VISIBILITY = 6;

  /// The worker starts no job that it could not settle two seconds before its timeout; the rest is
  /// for the first calls of a cold start, and for retried calls of AWS.
  static final Duration WORKER_MARGIN = Duration.ofSeconds(15);

  static final Duration LONGEST_FUNCTION = Duration.ofMinutes(15);

  /// An HTTP API waits for 30 s: the function responds before that.
  static final Duration RECEIVER_TIMEOUT = Duration.ofSeconds(29);

  static final Duration DEAD_LETTER_TIMEOUT = Duration.ofSeconds(30);
  static final Duration SWEEPER_TIMEOUT = Duration.ofMinutes(1);

  /// The minimum of SQS. A message names a job in less than 60 bytes.
  static final int MESSAGE_BYTES = 1024;

  static final int DEAD_LETTER_BATCH = 5;

  /// The maximum of SQS.
  static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);

  /// Leaves a day in the dead-letter queue for the last messages.
  static final Duration LONGEST_RETENTION = Duration.ofDays(13);

  private static final Duration DEFAULT_RETENTION = Duration.ofDays(7);
  private static final int MAX_RECEIVES = 1_000;

  private DerivedValues() {}

  /// Covers the longest invocation of any pipeline.
  static Duration workerTimeout(Pipelines pipelines) {
    Duration longest =
        pipelines.all().stream()
            .map(pipeline -> longestInvocation(pipeline.work()))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Duration wholeSeconds = Duration.ofSeconds(longest.plusMillis(999).toSeconds());
    return min(wholeSeconds.plus(WORKER_MARGIN), LONGEST_FUNCTION);
  }

  /// The timeout, after the longest wait for pacing.
  static Duration longestInvocation(Work work) {
    return work.timeout().plus(LambdaConcurrency.of(work).longestWait());
  }

  static Duration visibility(Pipelines pipelines) {
    return workerTimeout(pipelines).multipliedBy(TIMEOUTS_PER_VISIBILITY);
  }

  /// Throttled messages are received without an attempt: the dead-letter queue is for messages that
  /// never succeed, not for those that had to wait.
  static int maxReceiveCount(Pipeline pipeline) {
    return Math.min(10 + 5 * pipeline.retry().attempts(), MAX_RECEIVES);
  }

  /// Longer than the retries of a job; with an ordering key, the retries of all jobs before it too.
  static Duration retention(Pipeline pipeline, Duration visibility) {
    return switch (pipeline.work().ordering()) {
      case Ordering.None() -> {
        Duration sequence = longestRetrySequence(pipeline.retry(), visibility).plusDays(1);
        yield Duration.ofDays(
            Math.clamp(sequence.toDays(), DEFAULT_RETENTION.toDays(), LONGEST_RETENTION.toDays()));
      }
      case Ordering.ByMember(_) -> LONGEST_RETENTION;
    };
  }

  /// All attempts and all waits of the policy, each as long as possible. A handler may ask for
  /// longer waits, up to 12 h each.
  static Duration longestRetrySequence(RetryPolicy retry, Duration visibility) {
    Duration sequence = visibility;
    for (int attempt = 1; attempt < retry.attempts(); attempt++)
      sequence = sequence.plus(longestWait(retry, attempt)).plus(visibility);
    return sequence;
  }

  private static Duration longestWait(RetryPolicy retry, int attempt) {
    return switch (retry) {
      case RetryPolicy.Exponential(var base, var cap, _) ->
          min(base.multipliedBy(1L << Math.min(attempt - 1, 20)), cap);
      case RetryPolicy.Linear(var step, var cap, _) -> min(step.multipliedBy(attempt), cap);
      case RetryPolicy.Fixed(var wait, _) -> wait;
    };
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
