package io.surgetank.proof.durability;

import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.process.Threads;
import io.surgetank.proof.durability.StoreCaller.CallRecord;
import io.surgetank.sqlite.SqliteEngine;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A store whose disk has faults, from its creation on: what it acknowledged, and whether it has
/// that after a restart. For one thread at a time.
final class FaultyStore {
  private final Random random;
  private final Threads threads;
  private final StepClock clock = new StepClock(StepClock.START);
  private final ExpectedStore expected = new ExpectedStore();
  private final Set<JobKey> keys = new HashSet<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final List<String> violations = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();

  /// @param threads of the store
  FaultyStore(Random random, Threads threads) {
    this.random = random;
    this.threads = threads;
  }

  SqliteEngine open(Path folder) {
    expected.apply(new StoreNote.ProcessStarted(clock.millis()));
    SqliteEngine engine =
        SqliteEngine.open(
            folder,
            StorePipelines.ALL,
            RecordedStore.dependencies(clock, clock::nanoTime).startedBy(threads));
    expected.apply(new StoreNote.StoreOpened(clock.millis()));
    return engine;
  }

  /// One for each pipeline.
  List<StoreCaller> callers(SqliteEngine engine) {
    var record = new CallRecord(this::note, calls, clock);
    var ids = new JobIds(clock, new Random(random.nextLong()), engine.lastSequence());
    return StorePipelines.NAMES.stream()
        .map(name -> new StoreCaller(engine, name, record, ids, new Random(random.nextLong())))
        .toList();
  }

  private void note(StoreNote note) {
    expected.apply(note);
    if (note instanceof StoreNote.Began(_, _, StoreCall.Put(var jobs)))
      jobs.stream().filter(job -> !job.key().isEmpty()).map(StoreCaller::key).forEach(keys::add);
  }

  /// Makes a call, which the store may refuse with a clear message.
  void attempt(Runnable call) {
    try {
      call.run();
    } catch (UncheckedIOException refused) {
      String message = refused.getMessage();
      messages.add(String.valueOf(message));
      if (message == null || message.contains("null") || message.length() < 20)
        violations.add("an error without a clear message: " + refused);
    } catch (IllegalStateException contradiction) {
      // The results of the store's calls do not fit together.
      violations.add(String.valueOf(contradiction.getMessage()));
    }
  }

  /// Whether a call was refused.
  boolean hasRefused() {
    return !messages.isEmpty();
  }

  /// After a failure nothing may be acknowledged.
  void checkStopped(SqliteEngine engine, List<StoreCaller> callers) {
    int acknowledged = 0;
    for (StoreCaller caller : callers)
      try {
        if (caller.putOne()) acknowledged++;
      } catch (UncheckedIOException expectedRefusal) {
        // Not acknowledged.
      }
    if (acknowledged > 0 || engine.isWritable())
      violations.add("the store acknowledged calls after it had stopped");
  }

  /// Every acknowledged job can be read, also while its changes are being written to the tables.
  void checkReads(SqliteEngine engine) {
    for (ExpectedJob job : expected.jobs())
      if (job.isPresent() && engine.jobs().find(job.put.id()).isEmpty())
        violations.add("the acknowledged job %s is not found".formatted(job.put.id()));
  }

  /// Starts the store of the folder without faults: it must have what it acknowledged.
  void check(Path folder) {
    check(folder, _ -> {});
  }

  /// The same, and it must accept jobs.
  void checkAndUse(Path folder) {
    check(
        folder,
        engine -> {
          for (StoreCaller caller : callers(engine))
            if (!caller.putOne()) violations.add("the restarted store refused a job");
        });
  }

  /// The result of a run whose store is now in this folder, on a disk without faults.
  FaultResult result(DiskFault fault, boolean faultOccurred, Path folder) {
    if (faultOccurred && fault.isHarmless() && hasRefused())
      violated("a harmless fault was noticed");
    checkAndUse(folder);
    return new FaultResult(faultOccurred, violations());
  }

  private interface Use {
    void of(SqliteEngine engine);
  }

  private void check(Path folder, Use use) {
    try (SqliteEngine engine = open(folder)) {
      violations.addAll(Observation.of(engine, keys).violations(expected));
      use.of(engine);
    } catch (UncheckedIOException | IllegalStateException failed) {
      violations.add("after a restart without faults: " + failed.getMessage());
    }
  }

  void violated(String promise) {
    violations.add(promise);
  }

  /// With the messages of the store, if there are any violations.
  List<String> violations() {
    var all = new ArrayList<>(violations);
    if (!all.isEmpty()) all.add("messages: " + messages);
    return all;
  }
}
