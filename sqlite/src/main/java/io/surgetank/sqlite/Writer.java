package io.surgetank.sqlite;

import io.surgetank.core.process.FatalError;
import io.surgetank.core.process.Threads;
import io.surgetank.core.store.PutResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The single writing thread. Each group contains all waiting writes, with one sync for all (group
/// commit); results are reported only afterwards.
///
/// The first failed write or sync is the last: the content of the disk is unknown then, and a retry
/// could acknowledge what was never stored. All waiting and later writes fail; reads continue.
final class Writer implements AutoCloseable {
  /// Larger batches do not increase the rate, only the latency (measured: 1024 doubles the commit's
  /// time).
  private static final int MAX_WEIGHT = 256;

  /// How long writes that no caller waits for may wait for others, to share their sync: a client
  /// usually sends its next submission within this time.
  private static final Duration COMMIT_DELAY = Duration.ofNanos(500_000);

  /// How long rejections may stay uncounted while nothing else is written.
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final WaitingWrites queue;
  private final GroupCommit groups; // used only by the thread
  private final FailStop failStop;
  private final Threads threads;

  // Used only by the thread:
  private final List<Write<?>> batch = new ArrayList<>();
  private int weight;
  private boolean isDelayed;
  private long delayedSince;

  private final Thread thread;

  Writer(CommitTargets targets, CommitListeners listeners, EngineDependencies dependencies) {
    this.queue = new WaitingWrites(dependencies.maxWaiting());
    this.groups = new GroupCommit(targets, listeners, dependencies, queue);
    this.failStop = listeners.failStop();
    this.threads = dependencies.threads();
    this.thread = threads.looping(Thread.ofPlatform().name("surgetank-writer"), this::runOnce);
  }

  void start() {
    groups.start();
    thread.start();
  }

  <T> T write(Write<T> write) {
    submit(write);
    return write.await();
  }

  /// The same without waiting.
  <T> CompletableFuture<T> writeAsync(Write<T> write) {
    CompletableFuture<T> future = write.future();
    try {
      submit(write);
    } catch (UncheckedIOException refused) {
      future.completeExceptionally(refused);
    }
    return future;
  }

  /// Writes all changes to the tables, so that a read finds them there. Fails after a time limit
  /// while another process holds SQLite's lock. Does nothing after a failure: what is only in the
  /// log then gets there with the next start.
  void flush() {
    if (!groups.hasUnflushed() || isStopped()) return;
    var _ = write(new Flush());
  }

  void submit(Write<?> write) {
    if (isStopped()) throw failStop.refusal();
    queue.add(write);
    // The queue may have been cleared just before, when the store was stopped.
    if (isStopped() && queue.remove(write)) throw failStop.refusal();
  }

  /// Reserves room in the queue, to be released by [#release]. False if too many submissions wait:
  /// refusing at once is better than waiting.
  boolean tryReserve(int submissions) {
    return queue.tryReserve(submissions);
  }

  void release(int submissions) {
    queue.release(submissions);
  }

  static PutResult.Full tooMany() {
    return new PutResult.Full(Duration.ofSeconds(1));
  }

  void ensureWritable() {
    if (isStopped()) throw failStop.refusal();
  }

  boolean isStopped() {
    return failStop.isStopped();
  }

  /// One group; empty if nothing waits for that long. False after the last.
  private boolean runOnce(Duration atMost) {
    take(queue.poll(untilNext(atMost)));
    if (mustWait()) return true;
    boolean isLast = queue.isClosing() && queue.isEmpty();
    if (isLast) batch.add(new Flush());
    process(batch);
    batch.clear();
    weight = 0;
    isDelayed = false;
    return !queue.isClosing() || !queue.isEmpty() || !(isLast || isStopped());
  }

  private Duration untilNext(Duration atMost) {
    Duration limit = Threads.shorter(isDelayed ? COMMIT_DELAY.minus(delay()) : IDLE, atMost);
    return groups.untilFlush(limit);
  }

  private Duration delay() {
    return Duration.ofNanos(threads.nanoTime() - delayedSince);
  }

  private void take(@Nullable Write<?> first) {
    for (Write<?> next = first; next != null; next = queue.poll()) {
      if (batch.isEmpty()) delayBegins();
      isDelayed &= next.mayBeDelayed();
      batch.add(next);
      weight += next.weight();
      if (weight >= MAX_WEIGHT) return;
    }
  }

  private void delayBegins() {
    isDelayed = true;
    delayedSince = threads.nanoTime();
  }

  /// Whether the group waits for more.
  private boolean mustWait() {
    return isDelayed
        && weight < MAX_WEIGHT
        && !queue.isClosing()
        && !groups.untilFlush(COMMIT_DELAY).isZero()
        && delay().compareTo(COMMIT_DELAY) < 0;
  }

  private void process(List<Write<?>> writes) {
    if (isStopped()) {
      refuse(writes);
      return;
    }
    try {
      groups.commit(writes);
    } catch (SQLException | IOException | RuntimeException | Error failed) {
      stop(failed, writes);
    }
  }

  /// Ends all writing. After a fatal error nothing is reliable: the thread ends too, so that the
  /// process exits.
  private void stop(Throwable failed, List<Write<?>> writes) {
    try {
      failStop.trigger(failed);
      groups.rollBack();
    } finally {
      refuse(writes);
    }
    Optional<Error> fatal = FatalError.in(failed);
    if (fatal.isPresent()) {
      refuseQueued();
      throw fatal.get();
    }
  }

  private void refuse(Collection<Write<?>> writes) {
    for (Write<?> write : writes) write.fail(failStop.refusal());
    writes.clear();
  }

  private void refuseQueued() {
    for (Write<?> late = queue.poll(); late != null; late = queue.poll())
      late.fail(failStop.refusal());
  }

  /// Writes what waits, then stops.
  @Override
  public void close() {
    queue.close();
    join(thread);
    groups.close();
    failStop.stop("the store is closed");
    refuseQueued();
  }

  /// Waits until the thread has ended.
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }

  /// Lets the group be written to the tables, with all before.
  private static final class Flush extends Write<Boolean> {
    @Override
    Boolean apply(WriteBatch batch) {
      return true;
    }
  }
}
