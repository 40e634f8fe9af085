package io.surgetank.core.pipeline;

import java.time.Duration;

/// A pipeline's work as calls of a function: so many jobs in one, so many at once, with so much
/// time between the attempts of one. Calls know nothing of each other; together they keep to the
/// pipeline's concurrency and rate.
///
/// @param batch the most jobs of one call, 1 to 10
/// @param atOnce the most calls that run at the same time, 2 to 1,000
/// @param gap how long after one attempt of a call the next may begin, and after the last the call
///   may end; zero without a rate
public record LambdaConcurrency(int batch, int atOnce, Duration gap) {
  /// An event source mapping has no fewer and no more
  /// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).
  public static final int LEAST = 2;

  public static final int MOST = 1_000;

  /// What is larger needs a window, and with a window a lone message may wait for 20 s
  /// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
  public static final int LARGEST_BATCH = 10;

  /// How long a call may wait for its pace in all, where the rate lets it: what waits is paid.
  private static final long WAIT = 10_000;

  public static LambdaConcurrency of(Work work) {
    int batch =
        switch (work.ordering()) {
          case Ordering.None() -> Math.min(work.batch(), work.concurrency() / LEAST);
          // What comes with a message that is to be tried again is received again with it, as
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

  /// How long a full call waits for its pace in all.
  public Duration longestWait() {
    return gap.multipliedBy(batch);
  }
}
