package io.surgetank.deploy.stack;

import io.surgetank.core.pipeline.LambdaConcurrency;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.pipeline.Work;
import java.time.Duration;
import java.util.Comparator;

/// Numbers that follow from a pipeline, and from each other.
final class DerivedValues {
  /// The chain that AWS advises: hidden for six times the function's timeout.
  static final int VISIBILITIES = 6;

  /// The worker begins nothing that it could not settle two seconds before its end; the rest is for
  /// a cold start's first calls, and for calls to AWS that are tried again.
  static final Duration WORKER_MARGIN = Duration.ofSeconds(15);

  static final Duration LONGEST_FUNCTION = Duration.ofMinutes(15);

  /// An HTTP API waits for 30 s: the function ends before the one who asked has gone.
  static final Duration RECEIVER_TIMEOUT = Duration.ofSeconds(29);

  static final Duration DEAD_LETTER_TIMEOUT = Duration.ofSeconds(30);
  static final Duration SWEEPER_TIMEOUT = Duration.ofMinutes(1);

  /// SQS's smallest bound. A message names a job in under 60 bytes; what is larger is not ours.
  static final int MESSAGE_BYTES = 1024;

  static final int DEAD_BATCH = 5;

  /// SQS keeps nothing longer.
  static final Duration DEAD_RETENTION = Duration.ofDays(14);

  /// Leaves the dead-letter queue a day with whatever comes there last.
  static final Duration LONGEST_RETENTION = Duration.ofDays(13);

  private static final Duration USUAL_RETENTION = Duration.ofDays(7);
  private static final int MOST_RECEIVES = 1_000;

  private DerivedValues() {}

  /// Covers the longest attempt of any pipeline, and the wait for its pace.
  static Duration workerTimeout(Pipelines pipelines) {
    Duration longest =
        pipelines.all().stream()
            .map(pipeline -> longestCall(pipeline.work()))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Duration whole = Duration.ofSeconds(longest.plusMillis(999).toSeconds());
    return least(whole.plus(WORKER_MARGIN), LONGEST_FUNCTION);
  }

  /// The last attempt of a call begins when its pace lets it.
  static Duration longestCall(Work work) {
    return work.timeout().plus(LambdaConcurrency.of(work).longestWait());
  }

  static Duration visibility(Pipelines pipelines) {
    return workerTimeout(pipelines).multipliedBy(VISIBILITIES);
  }

  /// A throttled or an early message is a receive and no attempt; the dead-letter queue is for what
  /// never comes to an end, not for what had to wait.
  static int receives(Pipeline pipeline) {
    return Math.min(10 + 5 * pipeline.retry().attempts(), MOST_RECEIVES);
  }

  /// The message outlives the job's longest way; in order, those of any number of jobs before it.
  static Duration retention(Pipeline pipeline, Duration visibility) {
    return switch (pipeline.work().ordering()) {
      case Ordering.None() -> {
        Duration way = longestWay(pipeline.retry(), visibility).plusDays(1);
        yield Duration.ofDays(
            Math.clamp(way.toDays(), USUAL_RETENTION.toDays(), LONGEST_RETENTION.toDays()));
      }
      case Ordering.ByMember(_) -> LONGEST_RETENTION;
    };
  }

  /// All attempts with all waits between, each as long as it can be.
  static Duration longestWay(RetryPolicy retry, Duration visibility) {
    Duration way = visibility;
    for (int attempt = 1; attempt < retry.attempts(); attempt++)
      way = way.plus(longestWait(retry, attempt)).plus(visibility);
    return way;
  }

  private static Duration longestWait(RetryPolicy retry, int attempt) {
    return switch (retry) {
      case RetryPolicy.Exponential(var base, var cap, _) ->
          least(base.multipliedBy(1L << Math.min(attempt - 1, 20)), cap);
      case RetryPolicy.Linear(var step, var cap, _) -> least(step.multipliedBy(attempt), cap);
      case RetryPolicy.Fixed(var pause, _) -> pause;
    };
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
