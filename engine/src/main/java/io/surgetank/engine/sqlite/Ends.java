package io.surgetank.engine.sqlite;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Those who wait for a job to stand at an end.
final class Ends {
  private record Watch(CountDownLatch reached, int watchers) {
    static Watch first() {
      return new Watch(new CountDownLatch(1), 1);
    }
  }

  private final Map<Long, Watch> watches = new ConcurrentHashMap<>();

  /// Opens when the job of this sequence ends; must be given to [#leave] afterwards.
  CountDownLatch watch(long sequence) {
    return watches
        .merge(sequence, Watch.first(), (old, _) -> new Watch(old.reached(), old.watchers() + 1))
        .reached();
  }

  void leave(long sequence) {
    watches.computeIfPresent(
        sequence,
        (_, watch) ->
            watch.watchers() == 1 ? null : new Watch(watch.reached(), watch.watchers() - 1));
  }

  void reached(List<Long> sequences) {
    if (watches.isEmpty()) return;
    for (Long sequence : sequences) {
      Watch watch = watches.get(sequence);
      if (watch != null) watch.reached().countDown();
    }
  }
}
