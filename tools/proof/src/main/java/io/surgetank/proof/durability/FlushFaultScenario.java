package io.surgetank.proof.durability;

import io.surgetank.proof.campaign.Folders;
import io.surgetank.proof.durability.DiskCall.StoreFile;
import io.surgetank.proof.durability.FlushFault.Overlap;
import io.surgetank.sqlite.SqliteEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Uses a store while a flush, appends to the commit log or a checkpoint overlap and a call to the
/// disk fails. Then starts it again without faults: as its files are after a kill, and after it was
/// closed.
final class FlushFaultScenario {
  /// Until a store has stopped after a fault: more than any thread needs.
  private static final Duration STOP = Duration.ofMinutes(1);

  /// Until a call is held.
  private static final Duration HELD = Duration.ofSeconds(5);

  /// How long a flush is awaited that need not fail.
  private static final Duration FLUSH = Duration.ofMillis(20);

  private final Path folder;
  private final RecorderChannel channel;
  private final Random random;
  private final FlushThreads threads = FlushThreads.onRequest();
  private final FaultyStore store;

  /// The calls that had failed before this run.
  private long failuresBefore;

  /// @param folder is empty
  /// @param channel of a process with the recorder
  FlushFaultScenario(Path folder, RecorderChannel channel, long seed) {
    this.folder = folder;
    this.channel = channel;
    this.random = new Random(seed);
    this.store = new FaultyStore(new Random(seed), threads);
  }

  FaultResult run(FlushFault planned) throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    Path killed = folder.resolve("killed");
    try {
      failuresBefore = channel.stopFailing();
      SqliteEngine engine = store.open(data);
      List<StoreCaller> callers = store.callers(engine);
      use(planned, engine, callers.subList(0, 2));
      boolean faultOccurred = hasFailed();
      if (faultOccurred) checkReaction(planned.fault(), engine);
      var _ = channel.stopFailing();
      if (engine.isWritable()) callAll(callers);
      else store.checkStopped(engine, callers);
      store.checkReads(engine);
      KilledFiles.copy(data, killed, channel);
      store.check(killed);
      store.attempt(engine::close);
      store.checkAndUse(data);
      return new FaultResult(faultOccurred, store.violations());
    } finally {
      release();
      Folders.clear(folder);
    }
  }

  /// @param callers of pipelines without order
  private void use(FlushFault planned, SqliteEngine engine, List<StoreCaller> callers)
      throws InterruptedException {
    callLogged(callers, 6);
    store.attempt(() -> RecordedStore.all(engine));
    callLogged(callers, 4);
    // So that there is a change to flush.
    store.attempt(callers.getFirst()::putOne);
    overlap(planned, engine, callers);
    callLogged(callers, 3);
    threads.flush();
    store.attempt(() -> RecordedStore.all(engine));
  }

  private void checkReaction(DiskFault fault, SqliteEngine engine) {
    if (fault.mustStopStore() && !await(() -> !engine.isWritable(), STOP))
      store.violated("the store continued after the fault");
    if (fault.isHarmless() && store.hasRefused()) store.violated("a harmless fault was noticed");
  }

  private void overlap(FlushFault planned, SqliteEngine engine, List<StoreCaller> callers)
      throws InterruptedException {
    Overlap overlap = planned.overlap();
    switch (overlap) {
      case FLUSH_WRITES, FLUSH_SYNC -> {
        channel.hold(overlap.waiting());
        threads.flush();
        awaitHeld(1, engine);
        channel.fail(planned.fault());
        callLogged(callers, 5);
        store.checkReads(engine);
      }
      case APPEND_SYNC -> {
        channel.hold(overlap.waiting());
        channel.hold(Overlap.FLUSH_WRITES.waiting());
        threads.flush();
        awaitHeld(1, engine);
        channel.fail(planned.fault());
        Thread append = Thread.ofPlatform().start(() -> store.attempt(callers.getFirst()::putOne));
        awaitHeld(2, engine);
        channel.release(StoreFile.WAL);
        var _ = await(() -> !engine.isWritable(), FLUSH);
        release();
        append.join();
      }
      case CHECKPOINT_WRITES, CHECKPOINT_SYNC -> {
        channel.hold(overlap.waiting());
        store.attempt(() -> RecordedStore.all(engine));
        awaitHeld(1, engine);
        channel.fail(planned.fault());
        callLogged(callers, 3);
        threads.flush();
        store.attempt(() -> RecordedStore.all(engine));
        callLogged(callers, 2);
      }
    }
    release();
  }

  private boolean hasFailed() {
    return channel.failures() > failuresBefore;
  }

  /// On a busy machine a call may not be made, for example if the fault is that of a late
  /// checkpoint, which stops the store: then nothing overlaps.
  private void awaitHeld(int calls, SqliteEngine engine) {
    boolean isHeld = channel.awaitHeld(calls, HELD);
    if (!isHeld && !engine.isWritable() && !hasFailed())
      store.violated("the store stopped without a fault");
  }

  private void release() {
    for (Overlap overlap : Overlap.values()) channel.release(overlap.waiting().file());
  }

  /// Makes calls that need only the commit log.
  private void callLogged(List<StoreCaller> callers, int n) {
    for (int i = 0; i < n; i++) store.attempt(callers.get(i % callers.size())::callLogged);
  }

  /// Makes calls that need the tables too.
  private void callAll(List<StoreCaller> callers) {
    for (int i = 0; i < 6; i++) store.attempt(callers.get(i % callers.size())::call);
    threads.flush();
    callLogged(callers.subList(0, 1), 1 + random.nextInt(3));
  }

  private static boolean await(BooleanSupplier condition, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) LockSupport.parkNanos(100_000);
    return condition.getAsBoolean();
  }
}
