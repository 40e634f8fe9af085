package io.surgetank.cli.main;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A user's handler that fails, blocks or ends its process, as the payload says.
public final class FailingHandler implements Handler {
  private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(5);

  @Override
  public Outcome handle(Job job, Attempt attempt) throws InterruptedException {
    if (job.payload().contains("busy")) compute();
    if (job.payload().contains("exit")) System.exit(4);
    if (job.payload().contains("block")) new CountDownLatch(1).await();
    return new Outcome.Processed("{}");
  }

  /// Without checking for interruption.
  private static void compute() {
    long until = System.nanoTime() + BUSY_NANOS;
    while (System.nanoTime() - until < 0) Thread.onSpinWait();
  }
}
