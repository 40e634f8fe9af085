package io.surgetank.core.pipeline;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after a failed attempt, and when to give up. Every wait is between zero and
/// `cap`; `attempts` is the number of attempts in one round, including the first.
public sealed interface RetryPolicy {
  /// SQS cannot hide a message for longer
  /// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html);
  /// the same limit applies to all backends, so that pipelines can be moved.
  Duration MAX_WAIT = Duration.ofHours(12);

  Duration cap();

  int attempts();

  /// The wait after attempt number `attempt` (from 1) failed.
  Duration waitAfter(int attempt, RandomGenerator random);

  default boolean isLast(int attempt) {
    return attempt >= attempts();
  }

  /// Full jitter: uniform from zero to base × 2^(attempt-1), capped. Spreads simultaneous retries
  /// (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
  record Exponential(Duration base, Duration cap, int attempts) implements RetryPolicy {
    public Exponential {
      check(base, cap, attempts);
    }

    @Override
    public Duration waitAfter(int attempt, RandomGenerator random) {
      // Past 2^30 the result exceeds any cap; clamping the shift avoids overflow.
      long factor = 1L << Math.min(attempt - 1, 30);
      long ceiling = Math.min(cap.toMillis(), base.toMillis() * factor);
      return Duration.ofMillis(random.nextLong(ceiling + 1));
    }
  }

  /// step × attempt, capped.
  record Linear(Duration step, Duration cap, int attempts) implements RetryPolicy {
    public Linear {
      check(step, cap, attempts);
    }

    @Override
    public Duration waitAfter(int attempt, RandomGenerator random) {
      // A step of 12 hours fits into a long for every attempt.
      return Duration.ofMillis(Math.min(cap.toMillis(), step.toMillis() * attempt));
    }
  }

  /// Always the same.
  record Fixed(Duration pause, int attempts) implements RetryPolicy {
    public Fixed {
      check(pause, pause, attempts);
    }

    @Override
    public Duration cap() {
      return pause;
    }

    @Override
    public Duration waitAfter(int attempt, RandomGenerator random) {
      return pause;
    }
  }

  private static void check(Duration base, Duration cap, int attempts) {
    if (base.isNegative() || cap.compareTo(base) < 0 || cap.compareTo(MAX_WAIT) > 0)
      throw new IllegalArgumentException(
          "a wait must be 0 or more, at most its cap, at most 12 hours");
    if (attempts < 1) throw new IllegalArgumentException("attempts must be at least 1");
  }
}
