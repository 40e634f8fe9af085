package io.surgetank.sqlite;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Wakes callers that wait for a job to finish.
final class CompletionWaiters {
  private record Waiter(CountDownLatch reached, int count) {
    static Waiter first() {
      return new Waiter(new CountDownLatch(1), 1);
    }
  }

  private final Map<Long, Waiter> waiters = new ConcurrentHashMap<>();

  /// A latch that opens when the job of this sequence finishes. Call [#leave] afterwards.
  CountDownLatch register(long sequence) {
    return waiters
        .merge(sequence, Waiter.first(), (old, _) -> new Waiter(old.reached(), old.count() + 1))
        .reached();
  }

  void leave(long sequence) {
    waiters.computeIfPresent(
        sequence,
        (_, waiter) ->
            waiter.count() == 1 ? null : new Waiter(waiter.reached(), waiter.count() - 1));
  }

  boolean isAwaited(long sequence) {
    return waiters.containsKey(sequence);
  }

  /// Looks up each: whether the map is empty is no shortcut, since it counts a waiter only some
  /// time after the waiter is in it, and another caller may already share that waiter.
  void reached(List<Long> sequences) {
    for (Long sequence : sequences) {
      Waiter waiter = waiters.get(sequence);
      if (waiter != null) waiter.reached().countDown();
    }
  }
}
