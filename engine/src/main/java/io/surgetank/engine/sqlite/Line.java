package io.surgetank.engine.sqlite;

import io.surgetank.job.PipelineName;
import io.surgetank.ledger.Rejection;
import io.surgetank.ledger.Tally;
import io.surgetank.pipeline.Pipeline;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What is kept in memory of one pipeline: its counts, the next jobs to hand out, its leases.
///
/// Everything belongs to the writer's thread unless it says otherwise.
final class Line {
  /// Enough for several leases while the next are read; few enough for any heap.
  private static final int READY_JOBS = 512;

  private static final long READY_CHARACTERS = 4L * 1024 * 1024;
  static final long NEVER = Long.MAX_VALUE;

  final int number;
  final PipelineName name;

  /// Empty when jobs of a pipeline are kept that the descriptor no longer has.
  final Optional<Pipeline> pipeline;

  /// Leases that are out, by the job's sequence.
  final Map<Long, Lease> leased = new LinkedHashMap<>();

  /// Of the jobs read to be worked, those whose records are damaged.
  final Set<Long> damaged = new HashSet<>();

  private final LinkedHashMap<Long, Waiting> ready = new LinkedHashMap<>();
  private long readyCharacters;
  private final long[] counts;

  /// Counted by callers, taken by the writer.
  private final AtomicLongArray rejected = new AtomicLongArray(Count.ALL.length);

  /// True while there are pending jobs that are not in `ready`: they are read when it is empty.
  boolean behind;

  /// No retry is due before; may be too early, never too late.
  volatile long nextDue = NEVER;

  /// No lease runs out before; may be too early, never too late.
  volatile long nextExpiry = NEVER;

  boolean retriesFirst;
  private volatile boolean available;
  private volatile long[] published;
  private volatile boolean closed;
  private final ReentrantLock gate = new ReentrantLock();
  private final Condition change = gate.newCondition();

  Line(int number, PipelineName name, Optional<Pipeline> pipeline, long[] counts) {
    this.number = number;
    this.name = name;
    this.pipeline = pipeline;
    this.counts = counts;
    this.published = counts.clone();
  }

  /// Nothing where no descriptor says it: then nothing is leased either.
  long leaseMillis() {
    return pipeline.map(described -> described.work().lease().toMillis()).orElse(0L);
  }

  long backlog() {
    return pipeline.orElseThrow().intake().backlog();
  }

  void add(Count count, long n) {
    counts[count.at] += n;
  }

  void raise(Count count, long atLeast) {
    counts[count.at] = Math.max(counts[count.at], atLeast);
  }

  long count(Count count) {
    return counts[count.at];
  }

  boolean isChanged(Count count) {
    return counts[count.at] != published[count.at];
  }

  /// Counts, for any thread, what the writer will take over in its next group.
  void reject(Rejection why, long submissions) {
    rejected.addAndGet(Count.of(why).at, submissions);
  }

  /// Takes over what was rejected. False when nothing was.
  boolean takeRejected() {
    boolean any = false;
    for (Rejection why : Rejection.values()) {
      Count count = Count.of(why);
      long n = rejected.get(count.at) == 0 ? 0 : rejected.getAndSet(count.at, 0);
      if (n == 0) continue;
      add(count, n);
      add(Count.RECEIVED, n);
      any = true;
    }
    return any;
  }

  /// Hands a job on from the transaction that stored it, unless older ones are still to be read.
  void offer(Waiting waiting) {
    if (behind || !hasRoom()) behind = true;
    else hold(waiting);
  }

  boolean hasRoom() {
    return ready.size() < READY_JOBS && readyCharacters < READY_CHARACTERS;
  }

  void hold(Waiting waiting) {
    if (ready.put(waiting.sequence(), waiting) == null)
      readyCharacters += waiting.job().payload().length();
  }

  /// Puts a job that was given back before all others.
  void holdFirst(Waiting waiting) {
    if (ready.putFirst(waiting.sequence(), waiting) == null)
      readyCharacters += waiting.job().payload().length();
  }

  Optional<Waiting> poll() {
    var first = ready.pollFirstEntry();
    if (first == null) return Optional.empty();
    readyCharacters -= first.getValue().job().payload().length();
    return Optional.of(first.getValue());
  }

  void forget(long sequence) {
    Waiting gone = ready.remove(sequence);
    if (gone != null) readyCharacters -= gone.job().payload().length();
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  /// Shows what the last transaction made true, and wakes those who wait for work.
  void publish() {
    published = counts.clone();
    available = behind || !ready.isEmpty();
    wake();
  }

  void close() {
    closed = true;
    wake();
  }

  private void wake() {
    gate.lock();
    try {
      change.signalAll();
    } finally {
      gate.unlock();
    }
  }

  /// True when there is something for a lease to find at that time. For any thread.
  boolean hasWork(long now) {
    return closed || available || nextDue <= now || nextExpiry <= now;
  }

  /// Waits until something changes, or for so long. For any thread.
  @SuppressWarnings("WaitNotInLoop") // the caller looks again, in its loop
  void awaitChange(long now, Duration atMost) throws InterruptedException {
    gate.lockInterruptibly();
    try {
      if (hasWork(now)) return;
      long untilTimed = Math.max(1, Math.min(nextDue, nextExpiry) - now);
      long nanos = Math.min(atMost.toNanos(), TimeUnit.MILLISECONDS.toNanos(untilTimed));
      var _ = change.awaitNanos(nanos);
    } finally {
      gate.unlock();
    }
  }

  /// The counts as of the last transaction. For any thread.
  Tally tally() {
    return tallyOf(published);
  }

  /// The greatest sequence stored. For any thread.
  long last() {
    return published[Count.LAST.at];
  }

  static Tally tallyOf(long[] counts) {
    var rejected = new EnumMap<Rejection, Long>(Rejection.class);
    for (Rejection why : Rejection.values()) rejected.put(why, counts[Count.of(why).at]);
    return new Tally(
        counts[Count.RECEIVED.at],
        counts[Count.ACCEPTED.at],
        counts[Count.REPLAYED.at],
        rejected,
        counts[Count.STARTED.at],
        counts[Count.RETRIED.at],
        counts[Count.PROCESSED.at],
        counts[Count.DIED.at],
        counts[Count.REDRIVEN.at],
        counts[Count.CANCELLED.at],
        counts[Count.WAITING.at],
        counts[Count.REMOVED_DEAD.at]);
  }
}
