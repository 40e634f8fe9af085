package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The single writing thread. Each transaction contains all waiting writes, with one sync for all
/// (group commit); results are reported only afterwards.
///
/// The first failed write or sync is the last: the content of the disk is unknown then, and a retry
/// could acknowledge what was never stored. All waiting and later writes fail; reads continue.
final class Writer implements AutoCloseable {
  /// Larger batches do not increase the rate, only the latency (measured: 1024 doubles the commit's
  /// time).
  private static final int MAX_WEIGHT = 256;

  /// How long rejections may stay uncounted while nothing else is written.
  private static final Duration IDLE = Duration.ofSeconds(1);

  /// Notified after each commit, or when there will be none.
  record CommitListeners(
      PipelineStates states,
      CompletionWaiters waiters,
      Checkpoints checkpoints,
      FailStop failStop,
      StoreConditions conditions,
      HighWaterMark mark) {}

  private final DatabaseConnection connection;
  private final FileIdentityCheck files;
  private final CommitListeners listeners;
  private final TransactionBeginner start;
  private final Consumer<Event> events;
  private final int maxWaiting;
  private final LinkedBlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger submissionsWaiting = new AtomicInteger();
  private final List<Write<?>> batch = new ArrayList<>(); // used only by the thread
  private final Thread thread;
  private volatile boolean closing;

  Writer(
      DatabaseConnection connection,
      FileIdentityCheck files,
      CommitListeners listeners,
      EngineDependencies dependencies) {
    this.connection = connection;
    this.files = files;
    this.listeners = listeners;
    this.start =
        new TransactionBeginner(
            connection, listeners.conditions(), dependencies.threads(), () -> closing);
    this.events = dependencies.events();
    this.maxWaiting = dependencies.maxWaiting();
    this.thread =
        dependencies.threads().looping(Thread.ofPlatform().name("surgetank-writer"), this::runOnce);
  }

  void start() {
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

  void submit(Write<?> write) {
    if (listeners.failStop().isStopped()) throw listeners.failStop().refusal();
    queue.add(write);
    // The queue may have been cleared just before, when the store was stopped.
    if (listeners.failStop().isStopped() && queue.remove(write))
      throw listeners.failStop().refusal();
  }

  /// Reserves room in the queue, to be released by [#release]. False if too many submissions wait:
  /// refusing at once is better than waiting.
  boolean tryReserve(int submissions) {
    int waiting = submissionsWaiting.addAndGet(submissions);
    if (waiting <= maxWaiting || waiting == submissions) return true;
    release(submissions);
    return false;
  }

  void release(int submissions) {
    submissionsWaiting.addAndGet(-submissions);
  }

  static PutResult.Full tooMany() {
    return new PutResult.Full(Duration.ofSeconds(1));
  }

  void ensureWritable() {
    if (listeners.failStop().isStopped()) throw listeners.failStop().refusal();
  }

  boolean isStopped() {
    return listeners.failStop().isStopped();
  }

  /// One batch; empty if nothing waits for that long. False after the last.
  private boolean runOnce(Duration atMost) {
    take(first(Threads.shorter(IDLE, atMost)));
    process(batch);
    batch.clear();
    return !closing || !queue.isEmpty();
  }

  private void take(@Nullable Write<?> first) {
    int weight = 0;
    for (Write<?> next = first; next != null; next = queue.poll()) {
      batch.add(next);
      weight += next.weight();
      if (weight >= MAX_WEIGHT) return;
    }
  }

  private @Nullable Write<?> first(Duration atMost) {
    try {
      return queue.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException neverInterrupted) {
      return null;
    }
  }

  private void process(List<Write<?>> writes) {
    if (listeners.failStop().isStopped()) {
      refuse(writes);
      return;
    }
    try {
      boolean isChecked = commit(writes);
      if (listeners.checkpoints().shorten(connection) || !isChecked) files.checkAfter();
    } catch (SQLException | IOException | RuntimeException | Error failed) {
      stop(failed, writes);
    }
  }

  /// Ends all writing. After a fatal error nothing is reliable: the thread ends too, so that the
  /// process exits.
  private void stop(Throwable failed, List<Write<?>> writes) {
    try {
      listeners.failStop().trigger(failed);
      rollBack();
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
    for (Write<?> write : writes) write.fail(listeners.failStop().refusal());
    writes.clear();
  }

  private void refuseQueued() {
    for (Write<?> late = queue.poll(); late != null; late = queue.poll())
      late.fail(listeners.failStop().refusal());
  }

  /// Returns whether the files were checked after the transaction.
  private boolean commit(List<Write<?>> writes) throws SQLException, IOException {
    List<PipelineState> rejected =
        listeners.states().all().stream().filter(PipelineState::takeRejected).toList();
    if (writes.isEmpty() && rejected.isEmpty()) return false;
    files.checkBefore(connection);
    if (!start.begin(writes, queue)) {
      for (Write<?> write : writes) write.fail(TransactionBeginner.refusal());
      writes.clear();
      return false;
    }
    var batch = new WriteBatch(connection, listeners.states());
    rejected.forEach(batch::touch);
    for (Write<?> write : writes) write.run(batch);
    leaseToWaiting(batch, writes);
    batch.finish();
    connection.query("COMMIT").update();
    files.checkAfter();
    listeners.mark().write(StorePosition.of(listeners.states()));
    acknowledge(batch, writes);
    listeners.checkpoints().afterCommit();
    return true;
  }

  /// Leases jobs in the transaction that stores them: their attempts need not wait for another.
  private static void leaseToWaiting(WriteBatch batch, List<Write<?>> writes) throws SQLException {
    for (PipelineState state : List.copyOf(batch.touched())) {
      for (var lease = state.pollWaiting(); lease.isPresent(); lease = state.pollWaiting()) {
        writes.add(lease.get());
        lease.get().run(batch);
      }
    }
  }

  private void acknowledge(WriteBatch batch, List<Write<?>> writes) {
    batch.touched().forEach(PipelineState::publish);
    batch.events().forEach(events);
    listeners.waiters().reached(batch.ended());
    for (Write<?> write : writes) write.succeed();
    // They are complete, also if the next step fails.
    writes.clear();
  }

  private void rollBack() {
    try {
      connection.execute("ROLLBACK");
    } catch (SQLException nothingToRollBack) {
      // The failed statement or commit has rolled back by itself; the failure is already reported.
      return;
    }
  }

  /// Writes what waits, then stops.
  @Override
  public void close() {
    closing = true;
    queue.add(new Wake());
    join();
    listeners.failStop().stop("the store is closed");
    refuseQueued();
  }

  private void join() {
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

  private static final class Wake extends Write<Boolean> {
    @Override
    Boolean apply(WriteBatch batch) {
      return true;
    }
  }
}
