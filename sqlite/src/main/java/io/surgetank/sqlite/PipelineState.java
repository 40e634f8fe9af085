package io.surgetank.sqlite;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Pipeline;
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
final class PipelineState {
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

  private final LinkedHashMap<Long, ReadyJob> ready = new LinkedHashMap<>();
  private long readyCharacters;
  private final long[] counts;

  /// Counted by callers, taken by the writer.
  private final AtomicLongArray rejected = new AtomicLongArray(Counter.ALL.length);

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

  PipelineState(int number, PipelineName name, Optional<Pipeline> pipeline, long[] counts) {
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

  /// Counts, for any thread, what the writer will take over in its next group.
  void reject(Rejection why, long submissions) {
    rejected.addAndGet(Counter.of(why).at, submissions);
  }

  /// Takes over what was rejected. False when nothing was.
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

  /// Hands a job on from the transaction that stored it, unless older ones are still to be read.
  void offer(ReadyJob readyJob) {
    if (behind || !hasRoom()) behind = true;
    else hold(readyJob);
  }

  boolean hasRoom() {
    return ready.size() < READY_JOBS && readyCharacters < READY_CHARACTERS;
  }

  void hold(ReadyJob readyJob) {
    if (ready.put(readyJob.sequence(), readyJob) == null)
      readyCharacters += readyJob.job().payload().length();
  }

  /// Puts a job that was given back before all others.
  void holdFirst(ReadyJob readyJob) {
    if (ready.putFirst(readyJob.sequence(), readyJob) == null)
      readyCharacters += readyJob.job().payload().length();
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
  PipelineCounters tally() {
    return tallyOf(published);
  }

  /// The greatest sequence stored. For any thread.
  long last() {
    return published[Counter.LAST.at];
  }

  static PipelineCounters tallyOf(long[] counts) {
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
        counts[Counter.DIED.at],
        counts[Counter.REDRIVEN.at],
        counts[Counter.CANCELLED.at],
        counts[Counter.WAITING.at],
        counts[Counter.REMOVED_DEAD.at],
        counts[Counter.MOVED_IN.at],
        counts[Counter.MOVED_OUT.at]);
  }
}
