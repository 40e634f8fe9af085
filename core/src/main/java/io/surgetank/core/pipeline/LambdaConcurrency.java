package io.surgetank.core.pipeline;

import java.time.Duration;

/// How a pipeline's jobs are distributed over invocations of a Lambda function: the batch size, the
/// concurrency, and the time between the attempts of one invocation. Invocations are independent;
/// together they respect the pipeline's concurrency and rate.
///
/// @param batch the most jobs of one invocation, 1 to 10
/// @param atOnce the most concurrent invocations, 2 to 1,000
/// @param gap the time between the starts of two attempts of an invocation, and between the start
///   of the last and the end of the invocation; zero without a rate
public record LambdaConcurrency(int batch, int atOnce, Duration gap) {
  /// The limits of an event source mapping
  /// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).
  public static final int LEAST = 2;

  public static final int MOST = 1_000;

  /// Larger batches need a batching window, with which a single message may wait for 20 s
  /// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
  public static final int LARGEST_BATCH = 10;

  /// The longest total wait for the rate in one invocation: waiting time is billed.
  private static final long WAIT = 10_000;

  public static LambdaConcurrency of(Work work) {
    int batch =
        switch (work.ordering()) {
          case Ordering.None() -> Math.min(work.batch(), work.concurrency() / LEAST);
          // Messages that are received with one that is retried are received again with it, as
          // often.
          case Ordering.ByMember(_) -> 1;
        };
    return of(work, Math.clamp(batch, 1, LARGEST_BATCH));
  }

  private static LambdaConcurrency of(Work work, int most) {
    if (work.rate().isUnlimited())
      return new LambdaConcurrency(most, atOnce(work, most, MOST), Duration.ZERO);
    long permits = work.rate().permits();
    long millis = work.rate().per().toMillis();
    int batch = Math.clamp(permits * WAIT / (millis * LEAST), 1, most);
    int atOnce = atOnce(work, batch, permits * WAIT / (millis * batch));
    return new LambdaConcurrency(
        batch, atOnce, Duration.ofMillis(Math.ceilDiv(atOnce * millis, permits)));
  }

  private static int atOnce(Work work, int batch, long most) {
    return Math.clamp(Math.min(work.concurrency() / batch, most), LEAST, MOST);
  }

  /// The total wait for the rate in a full invocation.
  public Duration longestWait() {
    return gap.multipliedBy(batch);
  }
}
