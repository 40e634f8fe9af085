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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// The store and queue of one machine, in one folder. The caller must call [#runOnce()] every few
/// seconds and close it in the end; a kill loses nothing.
public final class SqliteEngine implements AutoCloseable {
  private final EngineComponents components;
  private final Duration auditLog;
  private final CapacityCheck capacity;
  private final DiskReserve reserve;
  private final JobStore jobs;
  private final DeliveryQueue queue;
  private final DeadLetters deadLetters;
  private final Ledger ledger;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteEngine(
      Path folder,
      Duration auditLog,
      EngineComponents components,
      EngineDependencies dependencies) {
    this.components = components;
    this.auditLog = auditLog;
    capacity =
        new CapacityCheck(
            dependencies.usableBytes(), dependencies.minFreeBytes(), components.conditions());
    reserve = EngineComponents.reserve(folder, dependencies);
    jobs = new SqliteJobStore(components, capacity);
    queue = new SqliteDeliveryQueue(components.writer(), components.states(), components.waiters());
    deadLetters =
        new SqliteDeadLetters(components.writer(), components.readers(), components.states());
    ledger = new SqliteLedger(components, capacity, dependencies.events());
    capacity.checkDisk();
    reserve.report(capacity.usable(), components.conditions());
  }

  /// Opens the store in the folder, or creates it. Throws with a message for the operator if the
  /// folder is in use or not writable, or its files are damaged or of another program.
  public static SqliteEngine open(
      Path folder, Pipelines pipelines, EngineDependencies dependencies) {
    return new SqliteEngine(
        folder,
        pipelines.auditLog(),
        EngineComponents.open(folder, pipelines, dependencies),
        dependencies);
  }

  /// Whether the folder has a store, which [#open] would open and not create.
  public static boolean exists(Path folder) {
    try {
      return Files.size(folder.resolve(DataFolderLock.DATABASE)) > 0;
    } catch (IOException none) {
      return false;
    }
  }

  EngineComponents parts() {
    return components;
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

  /// The greatest sequence of any job ever stored; new ids must follow it.
  public long lastSequence() {
    return components.lastSequence();
  }

  /// Pipelines that are not configured but have unfinished jobs, with their number. They are not
  /// processed until the pipeline is configured again; their records can be read.
  public Map<PipelineName, Long> unserved() {
    var unserved = new LinkedHashMap<PipelineName, Long>();
    for (PipelineState state : components.states().all()) {
      long unfinished = state.counters().unfinished();
      if (state.pipeline.isEmpty() && unfinished > 0) unserved.put(state.name, unfinished);
    }
    return unserved;
  }

  /// False once a write has failed: nothing is accepted until a restart.
  public boolean isWritable() {
    return !components.writer().isStopped();
  }

  /// The store's current conditions, with details for the operator.
  public Map<StoreCondition, String> conditions() {
    return components.conditions().current();
  }

  /// False while the disk is nearly full: jobs are processed, but none are accepted until there is
  /// space.
  public boolean hasSpace() {
    return capacity.hasSpace();
  }

  /// Periodic maintenance: releases jobs of expired leases, removes expired records, writes
  /// deferred counts, checks the disk. Call it every few seconds.
  public void runOnce() {
    capacity.checkDisk();
    reserve.keepIfPlenty(capacity.usable(), components.conditions());
    OptionalLong now = components.retention().update();
    components.retention().marks().ifPresent(components.writer()::write);
    for (PipelineState state : components.states().all()) {
      components.writer().write(new LeaseExpiryWrite(components.states(), state));
      if (now.isPresent() && state.pipeline.isPresent())
        deleteExpired(state, state.pipeline.get().retention(), now.getAsLong());
    }
    now.ifPresent(this::deleteExpiredActions);
  }

  private void deleteExpiredActions(long now) {
    long cutoff = now - auditLog.toMillis();
    boolean hasMore;
    do hasMore = components.writer().write(new AuditLogRetentionWrite(cutoff));
    while (hasMore);
  }

  private void deleteExpired(PipelineState state, Retention retention, long now) {
    deleteExpired(state, Status.PROCESSED, now - retention.records().toMillis());
    deleteExpired(state, Status.CANCELLED, now - retention.records().toMillis());
    deleteExpired(state, Status.DEAD, now - retention.deadLetters().toMillis());
  }

  private void deleteExpired(PipelineState state, Status status, long cutoff) {
    var step = new RetentionWrite.Step(0, -1, RetentionWrite.Next.MORE);
    while (step.next() == RetentionWrite.Next.MORE)
      step = components.writer().write(new RetentionWrite(state, status, cutoff, step.after()));
  }

  /// Writes what waits, and releases the folder. Later calls fail; closing again does nothing.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) components.close();
  }
}
