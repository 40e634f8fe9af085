package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.process.Threads;
import io.surgetank.sqlite.log.LogBuffer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Makes a group of writes durable by one sync, and then reports their results: in the commit log
/// if all can be logged, otherwise in one transaction of the tables, together with what is only in
/// the log. Used by the writer's thread.
final class GroupCommit implements AutoCloseable {
  /// How long changes may be only in the commit log: what other programs read in the tables is at
  /// most this old.
  private static final Duration FLUSH_AFTER = Duration.ofMillis(200);

  private final DatabaseConnection connection;
  private final DatabaseConnection reading;
  private final LoggedChanges changes;
  private final FileIdentityCheck files;
  private final CommitListeners listeners;
  private final Threads threads;
  private final Consumer<Event> events;
  private final WaitingWrites queue;
  private final Flusher flusher;
  private final TransactionBeginner beginner;
  private final LogBuffer records = new LogBuffer();

  /// When the oldest change of the memtable was made.
  private long unflushedSince;

  /// No job with a greater sequence is in the tables.
  private long storedThrough;

  GroupCommit(
      CommitTargets targets,
      CommitListeners listeners,
      EngineDependencies dependencies,
      WaitingWrites queue) {
    this.connection = targets.writing();
    this.reading = targets.reading();
    this.changes = targets.changes();
    this.files = targets.files();
    this.listeners = listeners;
    this.threads = dependencies.threads();
    this.events = dependencies.events();
    this.queue = queue;
    this.flusher = new Flusher(targets, listeners, dependencies.threads(), queue);
    this.beginner =
        new TransactionBeginner(connection, listeners.conditions(), threads, queue::isClosing);
    this.storedThrough = listeners.states().lastSequence();
  }

  void start() {
    flusher.start();
  }

  /// Whether changes are only in the log. For any thread.
  boolean hasUnflushed() {
    return !changes.isEmpty() || changes.isFlushing();
  }

  /// Commits the writes. Those whose results are reported, or that are refused, are removed from
  /// the list. After an exception the disk's content is unknown, and none may follow.
  void commit(List<Write<?>> writes) throws SQLException, IOException {
    flushIfDue(writes);
    boolean isChecked = commitGroup(writes);
    boolean isShortened = !flusher.isBusy() && listeners.checkpoints().shorten(connection);
    if (isShortened || !isChecked) files.checkAfter();
  }

  /// The time until the changes that are only in the log must be flushed, at most `atMost`. While
  /// earlier ones are being flushed, the flusher wakes the writer when it becomes idle.
  Duration untilFlush(Duration atMost) {
    if (changes.isEmpty() || flusher.isBusy()) return atMost;
    if (changes.isFull()) return Duration.ZERO;
    Duration age = Duration.ofNanos(threads.nanoTime() - unflushedSince);
    return age.compareTo(FLUSH_AFTER) < 0
        ? Threads.shorter(FLUSH_AFTER.minus(age), atMost)
        : Duration.ZERO;
  }

  /// Lets the flusher write the newest changes, if they are many or old. Waits for it only if it
  /// has not written the earlier ones and there is no room for more.
  private void flushIfDue(List<Write<?>> writes) {
    if (changes.isFull()) awaitFlusher(writes);
    collectFlushed();
    if (changes.isFlushing() || !untilFlush(FLUSH_AFTER).isZero()) return;
    storedThrough = listeners.states().lastSequence();
    long last = changes.last();
    flusher.flush(UnflushedChanges.of(changes.freeze(), listeners.states(), last));
  }

  private void awaitFlusher(List<Write<?>> writes) {
    flusher.awaitIdle(() -> timeOut(writes));
    collectFlushed();
  }

  private void collectFlushed() {
    if (changes.isFlushing() && !flusher.isBusy() && flusher.hasSucceeded()) {
      changes.frozenFlushed();
      resetCursors();
    }
  }

  private void resetCursors() {
    listeners.states().all().forEach(state -> state.pendingCursor.reset());
  }

  /// Returns whether the files were checked after the group was written.
  private boolean commitGroup(List<Write<?>> writes) throws SQLException, IOException {
    List<PipelineState> rejected =
        listeners.states().all().stream().filter(PipelineState::takeRejected).toList();
    if (writes.isEmpty() && rejected.isEmpty()) return false;
    return writes.stream().allMatch(Write::isLoggable)
        ? commitToLog(writes, rejected)
        : commitToTables(writes, rejected);
  }

  private boolean commitToLog(List<Write<?>> writes, List<PipelineState> rejected)
      throws SQLException, IOException {
    boolean wasEmpty = changes.isEmpty();
    var batch = new LoggedWriteBatch(reading, listeners.states(), records, changes, storedThrough);
    rejected.forEach(batch::touch);
    for (Write<?> write : writes) write.run(batch);
    leaseToWaiting(batch, writes);
    batch.finish();
    boolean isAppended = !records.isEmpty();
    if (isAppended) {
      files.checkBefore(reading);
      files.checkSegment(changes.segment());
      changes.append(records);
      files.checkSegment(changes.segment());
      files.checkAfter();
      records.clear();
      listeners.mark().write(StorePosition.of(listeners.states()));
      if (wasEmpty) unflushedSince = threads.nanoTime();
    }
    batch.showRecords();
    acknowledge(batch, writes);
    return isAppended;
  }

  private boolean commitToTables(List<Write<?>> writes, List<PipelineState> rejected)
      throws SQLException, IOException {
    awaitFlusher(writes);
    if (listeners.failStop().isStopped()) throw new SQLException("an earlier write failed");
    files.checkBefore(connection);
    if (changes.isFlushing() || !beginner.begin(() -> timeOut(writes))) {
      for (Write<?> write : writes) write.fail(TransactionBeginner.refusal());
      writes.clear();
      return false;
    }
    var batch = new WriteBatch(connection, listeners.states());
    rejected.forEach(batch::touch);
    if (!changes.isEmpty())
      UnflushedChanges.of(changes.newest(), listeners.states(), changes.last()).write(connection);
    for (Write<?> write : writes) write.run(batch);
    leaseToWaiting(batch, writes);
    batch.finish();
    connection.query("COMMIT").update();
    files.checkAfter();
    batch.touched().forEach(PipelineState::countersStored);
    storedThrough = listeners.states().lastSequence();
    changes.allFlushed();
    resetCursors();
    listeners.mark().write(StorePosition.of(listeners.states()));
    acknowledge(batch, writes);
    listeners.checkpoints().afterCommit();
    return true;
  }

  private void timeOut(List<Write<?>> writes) {
    TransactionBeginner.timeOut(writes);
    queue.timeOut();
  }

  /// Leases jobs in the group that stores them: their attempts need not wait for another.
  private static void leaseToWaiting(WriteBatch batch, List<Write<?>> writes) throws SQLException {
    for (PipelineState state : List.copyOf(batch.touched())) {
      if (batch.isLogged() && !state.canLeaseLogged(batch.now)) continue;
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

  /// Ends the writer's transaction, if it has begun one. If the flusher has the connection, the
  /// transaction is the flusher's and continues: without it, the rest of the changes would be
  /// committed one by one, as if the first ones were in the tables too.
  void rollBack() {
    if (flusher.isBusy()) return;
    try {
      connection.execute("ROLLBACK");
    } catch (SQLException nothingToRollBack) {
      // The failed statement or commit has rolled back by itself; the failure is already reported.
      return;
    }
  }

  /// Ends the flusher after what it is doing.
  @Override
  public void close() {
    flusher.close();
  }
}
