package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.store.Placement;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
  record Told(
      Lines lines,
      Ends ends,
      Checkpoints checkpoints,
      Poison poison,
      Conditions conditions,
      HighWaterMark mark) {}

  private final Database database;
  private final StoreFiles files;
  private final Told told;
  private final TransactionStart start;
  private final Consumer<Event> events;
  private final int maxWaiting;
  private final LinkedBlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger submissionsWaiting = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closing;

  Writer(Database database, StoreFiles files, Told told, Surroundings around) {
    this.database = database;
    this.files = files;
    this.told = told;
    this.start = new TransactionStart(database, told.conditions(), () -> closing);
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

  void submit(Write<?> write) {
    if (told.poison().isGiven()) throw told.poison().refusal();
    queue.add(write);
    // Whoever stopped the store may have answered the queue just before.
    if (told.poison().isGiven() && queue.remove(write)) throw told.poison().refusal();
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

  static Placement.Full tooMany() {
    return new Placement.Full(Duration.ofSeconds(1));
  }

  void ensureWritable() {
    if (told.poison().isGiven()) throw told.poison().refusal();
  }

  boolean isStopped() {
    return told.poison().isGiven();
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
    if (told.poison().isGiven()) {
      refuse(writes);
      return;
    }
    try {
      commit(writes);
      told.checkpoints().shorten(database);
      files.checkAfter();
    } catch (SQLException | IOException | RuntimeException | Error failed) {
      stop(failed, writes);
    }
  }

  /// Ends all writing. Without memory nothing can be relied on: the thread ends too, so that the
  /// process does.
  private void stop(Throwable failed, List<Write<?>> writes) {
    try {
      told.poison().give(failed);
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
    for (Write<?> write : writes) write.fail(told.poison().refusal());
    writes.clear();
  }

  private void refuseQueued() {
    for (Write<?> late = queue.poll(); late != null; late = queue.poll())
      late.fail(told.poison().refusal());
  }

  private void commit(List<Write<?>> writes) throws SQLException, IOException {
    List<Line> rejected = told.lines().all().stream().filter(Line::takeRejected).toList();
    if (writes.isEmpty() && rejected.isEmpty()) return;
    files.checkBefore(database);
    if (!start.begin(writes, queue)) {
      for (Write<?> write : writes) write.fail(TransactionStart.refusal());
      writes.clear();
      return;
    }
    var group = new Group(database, told.lines());
    rejected.forEach(group::touch);
    for (Write<?> write : writes) write.run(group);
    group.finish();
    database.query("COMMIT").update();
    files.checkAfter();
    told.mark().write(Position.of(told.lines()));
    acknowledge(group, writes);
    told.checkpoints().afterCommit();
  }

  private void acknowledge(Group group, List<Write<?>> writes) {
    group.touched().forEach(Line::publish);
    group.events().forEach(events);
    told.ends().reached(group.ended());
    for (Write<?> write : writes) write.succeed();
    // None of them may be told anything else, whatever happens next.
    writes.clear();
  }

  private void rollBack() {
    try {
      database.execute("ROLLBACK");
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
    told.poison().stop("the store is closed");
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
    Boolean apply(Group group) {
      return true;
    }
  }
}
