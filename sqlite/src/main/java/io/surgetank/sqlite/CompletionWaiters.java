package io.surgetank.sqlite;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Wakes callers that wait for a job to finish.
final class CompletionWaiters {
  private record Waiter(CountDownLatch reached, int watchers) {
    static Waiter first() {
      return new Waiter(new CountDownLatch(1), 1);
    }
  }

  private final Map<Long, Waiter> watches = new ConcurrentHashMap<>();

  /// A latch that opens when the job of this sequence finishes. Call [#leave] afterwards.
  CountDownLatch watch(long sequence) {
    return watches
        .merge(sequence, Waiter.first(), (old, _) -> new Waiter(old.reached(), old.watchers() + 1))
        .reached();
  }

  void leave(long sequence) {
    watches.computeIfPresent(
        sequence,
        (_, waiter) ->
            waiter.watchers() == 1 ? null : new Waiter(waiter.reached(), waiter.watchers() - 1));
  }

  void reached(List<Long> sequences) {
    if (watches.isEmpty()) return;
    for (Long sequence : sequences) {
      Waiter waiter = watches.get(sequence);
      if (waiter != null) waiter.reached().countDown();
    }
  }
}
