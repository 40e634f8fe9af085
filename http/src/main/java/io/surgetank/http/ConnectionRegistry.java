package io.surgetank.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// All open connections. Closes slow ones, and reclaims connections and memory when they run out.
final class ConnectionRegistry {
  /// After a search that found nothing to reclaim.
  private static final long SEARCH_PAUSE_NANOS = 50_000_000;

  /// The fraction of the connections that one search closes: the next ones need no search.
  private static final int CLOSED_FRACTION = 64;

  // Here, so that the class of candidates is loaded while there are file descriptors.
  private static final Comparator<ReclaimCandidate> LAST_FIRST = ReclaimCandidate.lastFirst();

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();

  /// Those of `count` that are reclaimed and not yet closed.
  private final AtomicInteger closing = new AtomicInteger();

  private final int maxConnections;
  private final LongSupplier nanos;
  private final AtomicLong noSearchUntil;
  private long noCloseUntil; // guarded by this
  private final CountDownLatch empty = new CountDownLatch(1);
  private volatile boolean stopping;

  ConnectionRegistry(int maxConnections, LongSupplier nanos) {
    this.maxConnections = maxConnections;
    this.nanos = nanos;
    this.noSearchUntil = new AtomicLong(nanos.getAsLong());
    this.noCloseUntil = noSearchUntil.get();
  }

  /// False when the maximum is reached and none can be closed.
  boolean add(Connection connection) {
    if (stopping) return false;
    if (count.incrementAndGet() - closing.get() > maxConnections && !hasRoom()) {
      count.decrementAndGet();
      return false;
    }
    open.add(connection);
    return true;
  }

  /// One thread searches; the others use what it found.
  private synchronized boolean hasRoom() {
    if (count.get() - closing.get() <= maxConnections) return true;
    long now = nanos.getAsLong();
    if (now - noCloseUntil < 0) return false;
    boolean found = closeSilent() > 0;
    if (!found) noCloseUntil = now + SEARCH_PAUSE_NANOS;
    return found;
  }

  void remove(Connection connection) {
    keepOpen(connection);
    if (open.remove(connection) && count.decrementAndGet() == 0 && stopping) empty.countDown();
  }

  /// A reclaimed connection has a request now, or is closed.
  void keepOpen(Connection connection) {
    if (connection.closing().compareAndSet(true, false)) closing.decrementAndGet();
  }

  boolean isStopping() {
    return stopping;
  }

  int count() {
    return count.get();
  }

  /// Ends every phase that took too long.
  void runOnce() {
    long now = nanos.getAsLong();
    for (Connection each : open) if (each.timer().isExpired(now)) each.expire();
  }

  /// Closes some of those that wait for their clients, the longest silent first. Returns how many.
  synchronized int closeSilent() {
    int closed = 0;
    for (ReclaimCandidate each : longestSilent(Math.max(1, count.get() / CLOSED_FRACTION)))
      if (each.connection().closing().compareAndSet(false, true)) {
        closing.incrementAndGet();
        each.connection().reclaimConnection();
        closed++;
      }
    return closed;
  }

  private Iterable<ReclaimCandidate> longestSilent(int max) {
    long now = nanos.getAsLong();
    var lastFirst = new PriorityQueue<ReclaimCandidate>(max, LAST_FIRST);
    for (Connection each : open) {
      int rank = each.timer().rank();
      if (rank == Integer.MAX_VALUE || each.closing().get()) continue;
      var candidate = new ReclaimCandidate(each, rank, each.timer().silence(now));
      if (lastFirst.size() < max) lastFirst.add(candidate);
      else if (candidate.compareTo(lastFirst.element()) < 0) {
        lastFirst.remove();
        lastFirst.add(candidate);
      }
    }
    return lastFirst;
  }

  /// Ends requests and responses of silent clients, those that hold most memory first. Returns
  /// whether that frees `bytes`; if not, ends none.
  boolean freeMemory(long bytes, long share) {
    long now = nanos.getAsLong();
    if (now - noSearchUntil.get() < 0) return false;
    List<ReclaimCandidate> holders = silentHolders(now);
    if (holders.stream().mapToLong(ReclaimCandidate::weight).sum() < bytes) {
      noSearchUntil.set(now + SEARCH_PAUSE_NANOS);
      return false;
    }
    long freed = 0;
    for (ReclaimCandidate each : holders) {
      if (freed >= Math.max(bytes, share)) break;
      freed += each.connection().reclaimMemory();
    }
    return freed >= bytes;
  }

  /// Those that hold most memory first.
  private List<ReclaimCandidate> silentHolders(long now) {
    var holders = new ArrayList<ReclaimCandidate>();
    for (Connection each : open)
      if (each.holdsForClient(now))
        holders.add(new ReclaimCandidate(each, 0, each.reservation().held()));
    Collections.sort(holders);
    return holders;
  }

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
    return empty.await(millis, TimeUnit.MILLISECONDS);
  }
}
