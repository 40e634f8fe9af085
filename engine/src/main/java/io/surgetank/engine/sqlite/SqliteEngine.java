package io.surgetank.engine.sqlite;

import io.surgetank.event.StoreCondition;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Status;
import io.surgetank.ledger.Ledger;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.pipeline.Retention;
import io.surgetank.queue.DeliveryQueue;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.JobStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// The store and queue of one machine, in one folder. Whoever opens it calls [#turn()] now and then
/// and closes it in the end; being killed instead loses nothing.
public final class SqliteEngine implements AutoCloseable {
  private final Parts parts;
  private final Room room;
  private final Reserve reserve;
  private final JobStore jobs;
  private final DeliveryQueue queue;
  private final DeadLetters deadLetters;
  private final Ledger ledger;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteEngine(Path folder, Parts parts, Surroundings around) {
    this.parts = parts;
    room = new Room(around.usableBytes(), around.minFreeBytes(), parts.conditions());
    reserve = Parts.reserve(folder, around);
    jobs = new SqliteJobStore(parts, room);
    queue = new SqliteDeliveryQueue(parts.writer(), parts.lines());
    deadLetters = new SqliteDeadLetters(parts.writer(), parts.readers(), parts.lines());
    ledger = new SqliteLedger(parts, room, around.events());
  }

  /// Opens what is in the folder, or begins anew in it. Throws with a sentence for the operator
  /// when the folder is in use, cannot be written, or holds something else or something damaged.
  public static SqliteEngine open(Path folder, Pipelines pipelines, Surroundings around) {
    return new SqliteEngine(folder, Parts.open(folder, pipelines, around), around);
  }

  Parts parts() {
    return parts;
  }

  public JobStore jobs() {
    return jobs;
  }

  public DeliveryQueue queue() {
    return queue;
  }

  public DeadLetters deadLetters() {
    return deadLetters;
  }

  public Ledger ledger() {
    return ledger;
  }

  /// The greatest sequence of any job ever stored; ids must go on after it.
  public long lastSequence() {
    return parts.lastSequence();
  }

  /// Pipelines that the descriptor does not have and whose jobs wait, with how many. Nobody works
  /// them until the descriptor has the pipeline again; their records can be read all the same.
  public Map<PipelineName, Long> unserved() {
    var unserved = new LinkedHashMap<PipelineName, Long>();
    for (Line line : parts.lines().all()) {
      long waiting = line.tally().waiting();
      if (line.pipeline.isEmpty() && waiting > 0) unserved.put(line.name, waiting);
    }
    return unserved;
  }

  /// False once a write has failed: nothing is accepted until a restart.
  public boolean isWritable() {
    return !parts.writer().isStopped();
  }

  /// What is wrong with the store and does not stop it, with what an operator should know.
  public Map<StoreCondition, String> conditions() {
    return parts.conditions().current();
  }

  /// False while the disk is nearly full: work goes on, and jobs are taken again when there is
  /// space.
  public boolean hasSpace() {
    return room.hasSpace();
  }

  /// Does what time asks for: gives back jobs whose lease ran out, removes records whose time is
  /// over, writes counts held back, looks at the disk. To be called every few seconds.
  public void turn() {
    room.look();
    reserve.keepIfPlenty(room.usable());
    OptionalLong now = parts.retaining().look();
    parts.retaining().marks().ifPresent(parts.writer()::write);
    for (Line line : parts.lines().all()) {
      parts.writer().write(new ExpiryWrite(parts.lines(), line));
      if (now.isPresent() && line.pipeline.isPresent())
        sweep(line, line.pipeline.get().retention(), now.getAsLong());
    }
  }

  private void sweep(Line line, Retention retention, long now) {
    sweep(line, Status.PROCESSED, now - retention.records().toMillis());
    sweep(line, Status.CANCELLED, now - retention.records().toMillis());
    sweep(line, Status.DEAD, now - retention.deadLetters().toMillis());
  }

  private void sweep(Line line, Status status, long cutoff) {
    var step = new SweepWrite.Step(0, -1, SweepWrite.Next.MORE);
    while (step.next() == SweepWrite.Next.MORE)
      step = parts.writer().write(new SweepWrite(line, status, cutoff, step.after()));
  }

  /// Writes what waits, and lets the folder go. Calls that come later fail; to close again does
  /// nothing.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) parts.close();
  }
}
