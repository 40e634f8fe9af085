package io.surgetank.aws.table;

import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.store.JobQuery;
import java.time.Duration;
import java.util.function.LongConsumer;

/// Limits the speed of an operator's action on many dead letters, and reports its progress.
public interface BulkThrottle {
  BulkThrottle FULL_SPEED = new FullSpeed();

  /// The number of jobs in a step, 1 to [JobQuery#MAX_LIMIT].
  int step();

  /// Called after each step; waits if necessary.
  ///
  /// @param jobs in this step
  /// @param total jobs in all steps so far
  void after(int jobs, long total) throws InterruptedException;

  /// At most `perSecond` jobs a second.
  static BulkThrottle rate(int perSecond, Sleeper sleeper, LongConsumer progress) {
    return new Rated(perSecond, sleeper, progress);
  }

  /// No limit.
  record FullSpeed() implements BulkThrottle {
    @Override
    public int step() {
      return JobQuery.MAX_LIMIT;
    }

    @Override
    public void after(int jobs, long total) {}
  }

  /// At most `perSecond` jobs a second.
  ///
  /// @param progress receives the total number of jobs after each step
  record Rated(int perSecond, Sleeper sleeper, LongConsumer progress) implements BulkThrottle {
    public Rated {
      if (perSecond < 1)
        throw new IllegalArgumentException("the rate must be at least 1 per second");
    }

    @Override
    public int step() {
      return Math.min(perSecond, JobQuery.MAX_LIMIT);
    }

    @Override
    public void after(int jobs, long total) throws InterruptedException {
      progress.accept(total);
      sleeper.sleep(Duration.ofMillis(1000L * jobs / perSecond));
    }
  }
}
