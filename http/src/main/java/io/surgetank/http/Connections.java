package io.surgetank.http;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// All open connections. Closes slow ones, and reclaims connections and memory when they run out.
final class Connections {
  /// After a search that found no memory to reclaim.
  private static final long SEARCH_PAUSE_NANOS = 50_000_000;

  // Here, so that the class of candidates is loaded while there are file descriptors.
  private static final Comparator<Candidate> LONGEST_SILENT_FIRST =
      Comparator.comparingLong(Candidate::silence).reversed();

  private static final Comparator<Candidate> IDLE_FIRST =
      Comparator.comparingInt(Candidate::rank).thenComparing(LONGEST_SILENT_FIRST);

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final int maxConnections;
  private final LongSupplier nanos;
  private final AtomicLong noSearchUntil;
  private final CountDownLatch empty = new CountDownLatch(1);
  private volatile boolean stopping;

  Connections(int maxConnections, LongSupplier nanos) {
    this.maxConnections = maxConnections;
    this.nanos = nanos;
    this.noSearchUntil = new AtomicLong(nanos.getAsLong());
  }

  /// False when the maximum is reached and none can be closed.
  boolean add(Connection connection) {
    if (stopping) return false;
    if (count.incrementAndGet() > maxConnections && closeSilent() == 0) {
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

  /// Closes some of those that wait for their clients, the longest silent first. Returns how many.
  int closeSilent() {
    List<Connection> spare =
        candidates(each -> each.timer().rank() < Integer.MAX_VALUE, IDLE_FIRST)
            .limit(Math.max(1, count.get() / 64))
            .toList();
    spare.forEach(Connection::reclaimConnection);
    return spare.size();
  }

  /// Ends silent requests and responses that hold memory. Returns whether that frees `bytes`.
  boolean freeMemory(long bytes, long share) {
    long now = nanos.getAsLong();
    if (now - noSearchUntil.get() < 0) return false;
    List<Connection> silent =
        candidates(each -> each.holdsForClient(now), LONGEST_SILENT_FIRST).toList();
    long freed = 0;
    for (Connection each : silent) {
      if (freed >= Math.max(bytes, share)) break;
      freed += each.reservation().held();
      each.reclaimMemory();
    }
    if (freed < bytes) noSearchUntil.set(now + SEARCH_PAUSE_NANOS);
    return freed >= bytes;
  }

  /// In the order in which they are reclaimed.
  private Stream<Connection> candidates(Predicate<Connection> filter, Comparator<Candidate> order) {
    long now = nanos.getAsLong();
    return open.stream()
        .filter(each -> !each.isReclaimed() && filter.test(each))
        .map(each -> new Candidate(each, each.timer().rank(), each.timer().silence(now)))
        .sorted(order)
        .map(Candidate::connection);
  }

  /// A connection as it was when the search began: its event loop changes it meanwhile, and a sort
  /// by changing values fails.
  private record Candidate(Connection connection, int rank, long silence) {}

  /// Accepts no more connections; closes those that wait for a request.
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

  /// Waits until none is left or the time is up.
  boolean awaitNone(long millis) throws InterruptedException {
    return empty.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
  }
}
