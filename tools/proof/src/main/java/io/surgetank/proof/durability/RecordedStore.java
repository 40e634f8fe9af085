package io.surgetank.proof.durability;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.store.JobQuery;
import io.surgetank.proof.durability.StoreCaller.CallRecord;
import io.surgetank.sqlite.EngineDependencies;
import io.surgetank.sqlite.SqliteEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The recorded process: opens the store, lets one thread per pipeline call it, and ends.
public final class RecordedStore {
  private static final int PHASES = 3;
  private static final int CALLS = 10;

  /// Small, so that the reserved space is, too.
  private static final long MIN_FREE_BYTES = 64 * 1024;

  /// The maximum time that a checkpoint is awaited.
  private static final long AWAITED_NANOS = Duration.ofSeconds(3).toNanos();

  private final SqliteEngine engine;
  private final StepClock clock;
  private final CallRecord record;
  private final List<StoreCaller> callers;
  private final Path database;
  private final Random random;

  private RecordedStore(
      Path folder,
      RecorderChannel channel,
      int process,
      long seed,
      Consumer<SqliteEngine> afterOpening) {
    clock = new StepClock(StepClock.START.plus(Duration.ofHours(process)));
    channel.add(new StoreNote.ProcessStarted(clock.millis()));
    engine =
        SqliteEngine.open(
            folder,
            StorePipelines.ALL,
            dependencies(clock, clock::nanoTime).startedBy(FlushThreads.frequent()));
    afterOpening.accept(engine);
    channel.add(new StoreNote.StoreOpened(clock.millis()));
    record = new CallRecord(channel::add, new AtomicInteger(process * 1_000_000), clock);
    random = new Random(seed * 31 + process);
    var ids = new JobIds(clock, new Random(random.nextLong()), engine.lastSequence());
    callers =
        StorePipelines.NAMES.stream()
            .map(name -> new StoreCaller(engine, name, record, ids, new Random(random.nextLong())))
            .toList();
    database = folder.resolve("surgetank.db");
  }

  static EngineDependencies dependencies(InstantSource clock, LongSupplier nanoTime) {
    return new EngineDependencies(
        clock, nanoTime, _ -> {}, () -> Long.MAX_VALUE / 2, MIN_FREE_BYTES, 1_000);
  }

  /// Arguments: the folder, the file for notes, the number of this process (0, 1, …), the seed, how
  /// it ends ([ProcessEnd]), and the number of the sync that fails, or 0.
  public static void main(String[] args) throws Exception {
    run(args, _ -> {});
  }

  /// The same with a store that is changed after it was opened, to show that a fault is found.
  static void run(String[] args, Consumer<SqliteEngine> afterOpening) throws Exception {
    try (var channel = new RecorderChannel(Path.of(args[1]))) {
      long failing = Long.parseLong(args[5]);
      if (failing > 0) channel.fail(DiskFault.failedSync(failing));
      var store =
          new RecordedStore(
              Path.of(args[0]),
              channel,
              Integer.parseInt(args[2]),
              Long.parseLong(args[3]),
              afterOpening);
      store.run(ProcessEnd.valueOf(args[4]));
    } catch (UncheckedIOException failed) {
      // A sync failed, as it was asked to. The store stopped, and so does the process.
      System.out.println(failed.getMessage());
    }
    // Without what Java does at the end of a process, as after a kill.
    Runtime.getRuntime().halt(0);
  }

  private void run(ProcessEnd end) throws InterruptedException, IOException {
    for (int phase = 0; phase < PHASES; phase++) {
      FileTime before = Files.getLastModifiedTime(database);
      boolean isLast = phase == PHASES - 1;
      if (!callAll(isLast ? end : ProcessEnd.CLOSE)) {
        // Killed with the writes of the failed sync in its log: closing the store removes them.
        if (end == ProcessEnd.HALT) Runtime.getRuntime().halt(0);
        break;
      }
      if (random.nextBoolean()) awaitCheckpoint(before);
      if (random.nextBoolean()) maintain();
    }
    engine.close();
  }

  /// Lets every caller make its calls. False if the store stopped.
  private boolean callAll(ProcessEnd end) throws InterruptedException {
    int haltAt =
        switch (end) {
          case CLOSE -> Integer.MAX_VALUE;
          case HALT -> random.nextInt(CALLS * callers.size());
        };
    var made = new AtomicInteger();
    var failed = new AtomicInteger();
    List<Thread> threads =
        callers.stream()
            .map(caller ->
                Thread.ofPlatform()
                    .start(() -> {
                      try {
                        for (int i = 0; i < CALLS; i++) {
                          if (made.getAndIncrement() == haltAt) Runtime.getRuntime().halt(0);
                          caller.call();
                        }
                      } catch (UncheckedIOException stopped) {
                        failed.incrementAndGet();
                      }
                    }))
            .toList();
    for (Thread thread : threads) thread.join();
    return failed.get() == 0;
  }

  /// The database file changes only by a checkpoint.
  private void awaitCheckpoint(FileTime before) throws IOException {
    long end = System.nanoTime() + AWAITED_NANOS;
    while (Files.getLastModifiedTime(database).equals(before) && System.nanoTime() < end)
      LockSupport.parkNanos(1_000_000);
  }

  /// Lets leases expire, and sometimes records.
  private void maintain() {
    Duration time = random.nextInt(3) == 0 ? Duration.ofDays(4) : Duration.ofMinutes(2);
    clock.pass(time);
    callers.forEach(StoreCaller::forgetLeases);
    record.call(
        new StoreCall.Maintain(),
        () -> {
          engine.runOnce();
          return all(engine).stream().map(job -> job.id().toString()).toList();
        });
  }

  /// Every record of the store.
  static List<JobRecord> all(SqliteEngine engine) {
    var records = new ArrayList<JobRecord>();
    List<JobRecord> page = engine.jobs().list(page(Optional.empty()));
    while (!page.isEmpty()) {
      records.addAll(page);
      page = engine.jobs().list(page(Optional.of(page.getLast().id())));
    }
    return records;
  }

  private static JobQuery page(Optional<JobId> before) {
    JobQuery newest = JobQuery.newest(StorePipelines.NAMES, JobQuery.MAX_LIMIT);
    return new JobQuery(
        newest.pipelines(), newest.statuses(), newest.since(), before, newest.limit());
  }
}
