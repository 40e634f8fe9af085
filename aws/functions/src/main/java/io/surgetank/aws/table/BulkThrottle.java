package io.surgetank.aws.table;

import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.store.JobQuery;
import java.time.Duration;
import java.util.function.LongConsumer;

/// How fast an operator's act on many dead letters goes on, and who is told how far it is.
public interface BulkThrottle {
  BulkThrottle FULL_SPEED = new FullSpeed();

  /// How many jobs one step takes, 1 to [JobQuery#MAX_LIMIT].
  int step();

  /// A step of so many jobs is done, and so many in all.
  void after(int jobs, long inAll) throws InterruptedException;

  /// At most so many jobs a second.
  static BulkThrottle rate(int perSecond, Sleeper sleeper, LongConsumer progress) {
    return new Rated(perSecond, sleeper, progress);
  }

  /// As fast as it goes.
  record FullSpeed() implements BulkThrottle {
    @Override
    public int step() {
      return JobQuery.MAX_LIMIT;
    }

    @Override
    public void after(int jobs, long inAll) {}
  }

  /// So many a second at most.
  ///
  /// @param progress told after each step how many are done in all
  record Rated(int perSecond, Sleeper sleeper, LongConsumer progress) implements BulkThrottle {
    public Rated {
      if (perSecond < 1) throw new IllegalArgumentException("a rate is 1 a second or more");
    }

    @Override
    public int step() {
      return Math.min(perSecond, JobQuery.MAX_LIMIT);
    }

    @Override
    public void after(int jobs, long inAll) throws InterruptedException {
      progress.accept(inAll);
      sleeper.sleep(Duration.ofMillis(1000L * jobs / perSecond));
    }
  }
}
