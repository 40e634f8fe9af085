package io.surgetank.http;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// All open connections: closes the slow, and takes places and memory back when they are short.
final class Connections {
  /// A search that found nothing to take back is not repeated at once.
  private static final long PAUSE = 50_000_000;

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final int places;
  private final LongSupplier nanos;
  private final AtomicLong vainUntil;
  private final CountDownLatch empty = new CountDownLatch(1);
  private volatile boolean stopping;

  Connections(int places, LongSupplier nanos) {
    this.places = places;
    this.nanos = nanos;
    this.vainUntil = new AtomicLong(nanos.getAsLong());
  }

  /// False when there is no place for it.
  boolean add(Connection connection) {
    if (stopping) return false;
    if (count.incrementAndGet() > places && freePlaces() == 0) {
      count.decrementAndGet();
      return false;
    }
    open.add(connection);
    return true;
  }

  void remove(Connection connection) {
    if (open.remove(connection) && count.decrementAndGet() == 0 && stopping) empty.countDown();
  }

  boolean isStopping() {
    return stopping;
  }

  int count() {
    return count.get();
  }

  /// Ends every phase that took too long.
  void turn() {
    long now = nanos.getAsLong();
    for (Connection each : open) if (each.timer().isExpired(now)) each.expire();
  }

  /// Closes some of those that wait for their clients, the longest silent first. Gives how many.
  int freePlaces() {
    long now = nanos.getAsLong();
    List<Connection> spare =
        open.stream()
            .filter(each -> !each.isGivenUp() && each.timer().rank() < Integer.MAX_VALUE)
            .sorted(
                Comparator.<Connection>comparingInt(each -> each.timer().rank())
                    .thenComparing(each -> -each.timer().silence(now)))
            .limit(Math.max(1, count.get() / 64))
            .toList();
    spare.forEach(Connection::giveUpPlace);
    return spare.size();
  }

  /// Ends requests and responses that hold memory and are silent. Whether that gives enough for
  /// somebody who needs `bytes`.
  boolean freeMemory(long bytes, long share) {
    long now = nanos.getAsLong();
    if (now - vainUntil.get() < 0) return false;
    List<Connection> silent =
        open.stream()
            .filter(each -> !each.isGivenUp() && each.holdsForClient(now))
            .sorted(Comparator.comparingLong(each -> -each.timer().silence(now)))
            .toList();
    long freed = 0;
    for (Connection each : silent) {
      if (freed >= Math.max(bytes, share)) break;
      freed += each.memory().held();
      each.giveUpMemory();
    }
    if (freed < bytes) vainUntil.set(now + PAUSE);
    return freed >= bytes;
  }

  /// Lets no more in; closes what waits for a request.
  void stop() {
    stopping = true;
    if (count.get() == 0) empty.countDown();
    open.forEach(Connection::stop);
  }

  void interrupt() {
    open.forEach(Connection::interrupt);
  }

  void closeAll() {
    open.forEach(Connection::close);
  }

  /// Blocks until none is left or the time is up.
  boolean awaitNone(long millis) throws InterruptedException {
    return empty.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
  }
}
