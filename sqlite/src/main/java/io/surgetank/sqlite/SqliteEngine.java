package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.Retention;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// The store and queue of one machine, in one folder. Whoever opens it calls [#turn()] now and then
/// and closes it in the end; being killed instead loses nothing.
public final class SqliteEngine implements AutoCloseable {
  private final EngineComponents engineComponents;
  private final CapacityCheck capacityCheck;
  private final DiskReserve diskReserve;
  private final JobStore jobs;
  private final DeliveryQueue queue;
  private final DeadLetters deadLetters;
  private final Ledger ledger;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteEngine(Path folder, EngineComponents engineComponents, EngineDependencies around) {
    this.engineComponents = engineComponents;
    capacityCheck =
        new CapacityCheck(
            around.usableBytes(), around.minFreeBytes(), engineComponents.storeConditions());
    diskReserve = EngineComponents.reserve(folder, around);
    jobs = new SqliteJobStore(engineComponents, capacityCheck);
    queue = new SqliteDeliveryQueue(engineComponents.writer(), engineComponents.pipelineStates());
    deadLetters =
        new SqliteDeadLetters(
            engineComponents.writer(),
            engineComponents.readConnectionPool(),
            engineComponents.pipelineStates());
    ledger = new SqliteLedger(engineComponents, capacityCheck, around.events());
  }

  /// Opens what is in the folder, or begins anew in it. Throws with a sentence for the operator
  /// when the folder is in use, cannot be written, or holds something else or something damaged.
  public static SqliteEngine open(Path folder, Pipelines pipelines, EngineDependencies around) {
    return new SqliteEngine(folder, EngineComponents.open(folder, pipelines, around), around);
  }

  EngineComponents parts() {
    return engineComponents;
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
    return engineComponents.lastSequence();
  }

  /// Pipelines that the descriptor does not have and whose jobs wait, with how many. Nobody works
  /// them until the descriptor has the pipeline again; their records can be read all the same.
  public Map<PipelineName, Long> unserved() {
    var unserved = new LinkedHashMap<PipelineName, Long>();
    for (PipelineState pipelineState : engineComponents.pipelineStates().all()) {
      long waiting = pipelineState.tally().waiting();
      if (pipelineState.pipeline.isEmpty() && waiting > 0)
        unserved.put(pipelineState.name, waiting);
    }
    return unserved;
  }

  /// False once a write has failed: nothing is accepted until a restart.
  public boolean isWritable() {
    return !engineComponents.writer().isStopped();
  }

  /// What is wrong with the store and does not stop it, with what an operator should know.
  public Map<StoreCondition, String> conditions() {
    return engineComponents.storeConditions().current();
  }

  /// False while the disk is nearly full: work goes on, and jobs are taken again when there is
  /// space.
  public boolean hasSpace() {
    return capacityCheck.hasSpace();
  }

  /// Does what time asks for: gives back jobs whose lease ran out, removes records whose time is
  /// over, writes counts held back, looks at the disk. To be called every few seconds.
  public void turn() {
    capacityCheck.look();
    diskReserve.keepIfPlenty(capacityCheck.usable());
    OptionalLong now = engineComponents.retentionTime().look();
    engineComponents.retentionTime().marks().ifPresent(engineComponents.writer()::write);
    for (PipelineState pipelineState : engineComponents.pipelineStates().all()) {
      engineComponents
          .writer()
          .write(new ExpiryWrite(engineComponents.pipelineStates(), pipelineState));
      if (now.isPresent() && pipelineState.pipeline.isPresent())
        sweep(pipelineState, pipelineState.pipeline.get().retention(), now.getAsLong());
    }
  }

  private void sweep(PipelineState pipelineState, Retention retention, long now) {
    sweep(pipelineState, Status.PROCESSED, now - retention.records().toMillis());
    sweep(pipelineState, Status.CANCELLED, now - retention.records().toMillis());
    sweep(pipelineState, Status.DEAD, now - retention.deadLetters().toMillis());
  }

  private void sweep(PipelineState pipelineState, Status status, long cutoff) {
    var step = new SweepWrite.Step(0, -1, SweepWrite.Next.MORE);
    while (step.next() == SweepWrite.Next.MORE)
      step =
          engineComponents
              .writer()
              .write(new SweepWrite(pipelineState, status, cutoff, step.after()));
  }

  /// Writes what waits, and lets the folder go. Calls that come later fail; to close again does
  /// nothing.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) engineComponents.close();
  }
}
