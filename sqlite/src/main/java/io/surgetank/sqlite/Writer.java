package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.store.PutResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one thread that writes. Each transaction takes everything that waits, with one sync for all
/// of it; only then does anybody learn what came of it.
///
/// The first write or sync that fails is the last: what the disk holds is unknown then, and trying
/// again could acknowledge what was never stored. All waiting and later writes fail; reads go on.
final class Writer implements AutoCloseable {
  /// Larger groups gain no rate, only latency (measured: 1024 doubles the commit's time).
  private static final int GROUP = 256;

  /// How long refused submissions may stay uncounted while nothing else is written.
  private static final long IDLE_MILLIS = 1_000;

  /// Those who are told when something was committed, or never will be again.
  record CommitListeners(
      PipelineStates pipelineStates,
      CompletionWaiters completionWaiters,
      Checkpoints checkpoints,
      FailStop failStop,
      StoreConditions storeConditions,
      HighWaterMark mark) {}

  private final DatabaseConnection databaseConnection;
  private final StoreFiles files;
  private final CommitListeners commitListeners;
  private final TransactionStart start;
  private final Consumer<Event> events;
  private final int maxWaiting;
  private final LinkedBlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger submissionsWaiting = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closing;

  Writer(
      DatabaseConnection databaseConnection,
      StoreFiles files,
      CommitListeners commitListeners,
      EngineDependencies around) {
    this.databaseConnection = databaseConnection;
    this.files = files;
    this.commitListeners = commitListeners;
    this.start =
        new TransactionStart(databaseConnection, commitListeners.storeConditions(), () -> closing);
    this.events = around.events();
    this.maxWaiting = around.maxWaiting();
    this.thread = Thread.ofPlatform().name("surgetank-writer").unstarted(this::loop);
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
    if (commitListeners.failStop().isGiven()) throw commitListeners.failStop().refusal();
    queue.add(write);
    // Whoever stopped the store may have answered the queue just before.
    if (commitListeners.failStop().isGiven() && queue.remove(write))
      throw commitListeners.failStop().refusal();
  }

  /// Room in the queue for so many submissions; to be given back by [#left]. False when too many
  /// wait: better told at once than kept waiting.
  boolean enter(int submissions) {
    int waiting = submissionsWaiting.addAndGet(submissions);
    if (waiting <= maxWaiting || waiting == submissions) return true;
    left(submissions);
    return false;
  }

  void left(int submissions) {
    submissionsWaiting.addAndGet(-submissions);
  }

  static PutResult.Full tooMany() {
    return new PutResult.Full(Duration.ofSeconds(1));
  }

  void ensureWritable() {
    if (commitListeners.failStop().isGiven()) throw commitListeners.failStop().refusal();
  }

  boolean isStopped() {
    return commitListeners.failStop().isGiven();
  }

  private void loop() {
    var group = new ArrayList<Write<?>>();
    while (true) {
      take(group);
      turn(group);
      group.clear();
      if (closing && queue.isEmpty()) return;
    }
  }

  private void take(List<Write<?>> group) {
    Write<?> first = first();
    int weight = 0;
    for (Write<?> next = first; next != null; next = queue.poll()) {
      group.add(next);
      weight += next.weight();
      if (weight >= GROUP) return;
    }
  }

  private @Nullable Write<?> first() {
    try {
      return queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException nobodyMayInterruptTheWriter) {
      return null;
    }
  }

  private void turn(List<Write<?>> writes) {
    if (commitListeners.failStop().isGiven()) {
      refuse(writes);
      return;
    }
    try {
      boolean isChecked = commit(writes);
      if (commitListeners.checkpoints().shorten(databaseConnection) || !isChecked)
        files.checkAfter();
    } catch (SQLException | IOException | RuntimeException | Error failed) {
      stop(failed, writes);
    }
  }

  /// Ends all writing. Without memory nothing can be relied on: the thread ends too, so that the
  /// process does.
  private void stop(Throwable failed, List<Write<?>> writes) {
    try {
      commitListeners.failStop().give(failed);
      rollBack();
    } finally {
      refuse(writes);
    }
    if (failed instanceof OutOfMemoryError fatal) {
      refuseQueued();
      throw fatal;
    }
  }

  private void refuse(Collection<Write<?>> writes) {
    for (Write<?> write : writes) write.fail(commitListeners.failStop().refusal());
    writes.clear();
  }

  private void refuseQueued() {
    for (Write<?> late = queue.poll(); late != null; late = queue.poll())
      late.fail(commitListeners.failStop().refusal());
  }

  /// Whether the files were looked at since the transaction ended.
  private boolean commit(List<Write<?>> writes) throws SQLException, IOException {
    List<PipelineState> rejected =
        commitListeners.pipelineStates().all().stream()
            .filter(PipelineState::takeRejected)
            .toList();
    if (writes.isEmpty() && rejected.isEmpty()) return false;
    files.checkBefore(databaseConnection);
    if (!start.begin(writes, queue)) {
      for (Write<?> write : writes) write.fail(TransactionStart.refusal());
      writes.clear();
      return false;
    }
    var writeBatch = new WriteBatch(databaseConnection, commitListeners.pipelineStates());
    rejected.forEach(writeBatch::touch);
    for (Write<?> write : writes) write.run(writeBatch);
    writeBatch.finish();
    databaseConnection.query("COMMIT").update();
    files.checkAfter();
    commitListeners.mark().write(StorePosition.of(commitListeners.pipelineStates()));
    acknowledge(writeBatch, writes);
    commitListeners.checkpoints().afterCommit();
    return true;
  }

  private void acknowledge(WriteBatch writeBatch, List<Write<?>> writes) {
    writeBatch.touched().forEach(PipelineState::publish);
    writeBatch.events().forEach(events);
    commitListeners.completionWaiters().reached(writeBatch.ended());
    for (Write<?> write : writes) write.succeed();
    // None of them may be told anything else, whatever happens next.
    writes.clear();
  }

  private void rollBack() {
    try {
      databaseConnection.execute("ROLLBACK");
    } catch (SQLException nothingToRollBack) {
      // The failed statement or commit has rolled back by itself; the failure is told already.
      return;
    }
  }

  /// Writes what waits, then stops.
  @Override
  public void close() {
    closing = true;
    queue.add(new Wake());
    join();
    commitListeners.failStop().stop("the store is closed");
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
    Boolean apply(WriteBatch writeBatch) {
      return true;
    }
  }
}
