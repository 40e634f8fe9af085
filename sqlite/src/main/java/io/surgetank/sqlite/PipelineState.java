package io.surgetank.sqlite;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Pipeline;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The in-memory state of one pipeline: its counters, the next jobs to lease, its leases. Used by
/// the writer's thread unless stated otherwise.
final class PipelineState {
  /// Enough for several leases while more are read; few enough for any heap.
  private static final int READY_JOBS = 512;

  private static final long READY_CHARACTERS = 4L * 1024 * 1024;
  static final long NEVER = Long.MAX_VALUE;

  final int number;
  final PipelineName name;

  /// Empty if the pipeline is no longer in the configuration but still has records.
  final Optional<Pipeline> pipeline;

  /// Current leases, by the job's sequence.
  final Map<Long, Lease> leased = new LinkedHashMap<>();

  /// The jobs read for leasing whose records are damaged.
  final Set<Long> damaged = new HashSet<>();

  private final LinkedHashMap<Long, ReadyJob> ready = new LinkedHashMap<>();
  private long readyCharacters;
  private final long[] counts;

  /// Incremented by callers, collected by the writer.
  private final AtomicLongArray rejected = new AtomicLongArray(Counter.ALL.length);

  /// Whether there are pending jobs that are not in `ready`; they are read when it is empty.
  boolean hasUnloadedJobs;

  final PendingCursor pendingCursor = new PendingCursor();

  /// No retry is due before this time; may be too early, never too late.
  volatile long nextDue = NEVER;

  /// No lease expires before this time; may be too early, never too late.
  volatile long nextExpiry = NEVER;

  /// Leases that found no job; the next transaction with one executes them. For any thread.
  private final Queue<LeaseWrite> waitingLeases = new ConcurrentLinkedQueue<>();

  boolean retriesFirst;
  private volatile boolean available;
  private volatile long[] published;

  /// The counters as they are in the table.
  private final long[] stored;

  private volatile boolean closed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();

  PipelineState(int number, PipelineName name, Optional<Pipeline> pipeline, long[] counts) {
    this.number = number;
    this.name = name;
    this.pipeline = pipeline;
    this.counts = counts;
    this.published = counts.clone();
    this.stored = counts.clone();
  }

  /// 0 for a pipeline that is not configured: its jobs are not leased.
  long leaseMillis() {
    return pipeline.map(described -> described.work().lease().toMillis()).orElse(0L);
  }

  long backlog() {
    return pipeline.orElseThrow().intake().backlog();
  }

  void add(Counter counter, long n) {
    counts[counter.at] += n;
  }

  void raise(Counter counter, long atLeast) {
    counts[counter.at] = Math.max(counts[counter.at], atLeast);
  }

  long count(Counter counter) {
    return counts[counter.at];
  }

  boolean isChanged(Counter counter) {
    return counts[counter.at] != published[counter.at];
  }

  boolean isUnstored(Counter counter) {
    return counts[counter.at] != stored[counter.at];
  }

  boolean hasUnstoredCounters() {
    return !Arrays.equals(counts, stored);
  }

  /// Whether a lease needs no flush before it.
  boolean canLeaseLogged(long now) {
    return isNextLoggable() && nextDue > now && nextExpiry > now;
  }

  /// Whether the next job to lease is new and undamaged, or there is none.
  boolean isNextLoggable() {
    if (!damaged.isEmpty()) return false;
    var first = ready.firstEntry();
    return first == null ? !hasUnloadedJobs || !pendingCursor.isAtEnd() : first.getValue().isNew();
  }

  /// The counters are in the table.
  void countersStored() {
    System.arraycopy(counts, 0, stored, 0, counts.length);
  }

  /// Counts rejections, which the writer collects in its next batch. For any thread.
  void reject(Rejection why, long submissions) {
    rejected.addAndGet(Counter.of(why).at, submissions);
  }

  /// Collects the rejections. False if there were none.
  boolean takeRejected() {
    boolean any = false;
    for (Rejection why : Rejection.values()) {
      Counter counter = Counter.of(why);
      long n = rejected.get(counter.at) == 0 ? 0 : rejected.getAndSet(counter.at, 0);
      if (n == 0) continue;
      add(counter, n);
      add(Counter.RECEIVED, n);
      any = true;
    }
    return any;
  }

  /// Adds a job from the transaction that stored it, unless older ones must be read first.
  void offer(ReadyJob job) {
    if (hasUnloadedJobs || !hasRoom()) hasUnloadedJobs = true;
    else hold(job);
  }

  boolean hasRoom() {
    return ready.size() < READY_JOBS && readyCharacters < READY_CHARACTERS;
  }

  void hold(ReadyJob job) {
    if (ready.put(job.sequence(), job) == null) readyCharacters += job.job().payload().length();
  }

  /// Puts a released job before all others.
  void holdFirst(ReadyJob job) {
    if (ready.putFirst(job.sequence(), job) == null)
      readyCharacters += job.job().payload().length();
  }

  Optional<ReadyJob> poll() {
    var first = ready.pollFirstEntry();
    if (first == null) return Optional.empty();
    readyCharacters -= first.getValue().job().payload().length();
    return Optional.of(first.getValue());
  }

  void forget(long sequence) {
    ReadyJob gone = ready.remove(sequence);
    if (gone != null) readyCharacters -= gone.job().payload().length();
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  void addWaiting(LeaseWrite lease) {
    waitingLeases.add(lease);
  }

  void removeWaiting(LeaseWrite lease) {
    waitingLeases.remove(lease);
  }

  /// For any thread.
  int waitingLeases() {
    return waitingLeases.size();
  }

  /// The next waiting lease if it can get a job.
  Optional<LeaseWrite> pollWaiting() {
    if (ready.isEmpty() && !hasUnloadedJobs) return Optional.empty();
    for (LeaseWrite next = waitingLeases.poll(); next != null; next = waitingLeases.poll())
      if (next.tryDecide()) return Optional.of(next);
    return Optional.empty();
  }

  /// Publishes the state after a transaction, and wakes waiting workers.
  void publish() {
    published = counts.clone();
    available = hasUnloadedJobs || !ready.isEmpty();
    wake();
  }

  void close() {
    closed = true;
    wake();
  }

  private void wake() {
    lock.lock();
    try {
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Whether a lease at that time may find a job. For any thread.
  boolean hasWork(long now) {
    return closed || available || nextDue <= now || nextExpiry <= now;
  }

  /// Waits until something changes, at most `atMost`. For any thread.
  @SuppressWarnings("WaitNotInLoop") // the caller checks again, in its loop
  void awaitChange(long now, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (hasWork(now)) return;
      long untilTimed = Math.max(1, Math.min(nextDue, nextExpiry) - now);
      long nanos = Math.min(atMost.toNanos(), TimeUnit.MILLISECONDS.toNanos(untilTimed));
      var _ = change.awaitNanos(nanos);
    } finally {
      lock.unlock();
    }
  }

  /// The counters as of the last transaction. For any thread.
  PipelineCounters counters() {
    return countersOf(published);
  }

  /// The greatest sequence stored. For any thread.
  long last() {
    return published[Counter.LAST.at];
  }

  static PipelineCounters countersOf(long[] counts) {
    var rejected = new EnumMap<Rejection, Long>(Rejection.class);
    for (Rejection why : Rejection.values()) rejected.put(why, counts[Counter.of(why).at]);
    return new PipelineCounters(
        counts[Counter.RECEIVED.at],
        counts[Counter.ACCEPTED.at],
        counts[Counter.REPLAYED.at],
        rejected,
        counts[Counter.STARTED.at],
        counts[Counter.RETRIED.at],
        counts[Counter.PROCESSED.at],
        counts[Counter.DEAD_LETTERED.at],
        counts[Counter.REDRIVEN.at],
        counts[Counter.CANCELLED.at],
        counts[Counter.UNFINISHED.at],
        counts[Counter.REMOVED_DEAD.at],
        counts[Counter.MOVED_IN.at],
        counts[Counter.MOVED_OUT.at]);
  }
}
