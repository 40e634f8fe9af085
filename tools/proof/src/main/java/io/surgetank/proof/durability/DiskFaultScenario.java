package io.surgetank.proof.durability;

import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.proof.campaign.Folders;
import io.surgetank.proof.durability.StoreCaller.CallRecord;
import io.surgetank.sqlite.SqliteEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Uses a store while one call to its disk fails, then starts it again on a disk without faults.
final class DiskFaultScenario {
  private static final int CALLS_BEFORE_RESTART = 30;
  private static final int CALLS_AFTER_RESTART = 15;

  /// What happened.
  ///
  /// @param faultOccurred whether the fault occurred: the store may make fewer calls
  record FaultResult(boolean faultOccurred, List<String> violations) {}

  private final Path folder;
  private final RecorderChannel channel;
  private final long seed;

  /// @param folder is empty
  /// @param channel of a process with the recorder
  DiskFaultScenario(Path folder, RecorderChannel channel, long seed) {
    this.folder = folder;
    this.channel = channel;
    this.seed = seed;
  }

  FaultResult run(DiskFault fault) throws IOException {
    var use = new Use(folder.resolve("data"), new Random(seed));
    try {
      long before = channel.stopFailing();
      fault.begin(channel);
      use.use();
      boolean faultOccurred = channel.stopFailing() > before;
      if (faultOccurred && fault.isHarmless() && use.isRefused)
        use.violations.add("the store stopped: " + use.messages);
      use.check();
      return new FaultResult(faultOccurred, use.violations);
    } finally {
      Folders.clear(folder);
    }
  }

  /// One store, from its creation on.
  private static final class Use {
    private final Path data;
    private final Random random;
    private final StepClock clock = new StepClock(StepClock.START);
    private final ExpectedStore expected = new ExpectedStore();
    private final Set<JobKey> keys = new HashSet<>();
    private final AtomicInteger calls = new AtomicInteger();
    final List<String> violations = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    boolean isRefused;

    Use(Path data, Random random) {
      this.data = data;
      this.random = random;
    }

    /// Until the end, or until the store stops.
    void use() {
      try {
        useOnce(CALLS_BEFORE_RESTART);
        useOnce(CALLS_AFTER_RESTART);
      } catch (UncheckedIOException refused) {
        refused(refused);
      } catch (IllegalStateException contradiction) {
        // The results of the store's calls do not fit together.
        violations.add(String.valueOf(contradiction.getMessage()));
      }
    }

    private void useOnce(int n) {
      try (SqliteEngine engine = open()) {
        List<StoreCaller> callers = callers(engine);
        for (int i = 0; i < n; i++) {
          try {
            callers.get(i % callers.size()).call();
          } catch (UncheckedIOException failed) {
            refused(failed);
            if (!engine.isWritable()) stopped(engine, callers);
          }
          if (i % 10 == 9) engine.runOnce();
        }
      }
    }

    private void refused(UncheckedIOException failed) {
      isRefused = true;
      String message = failed.getMessage();
      messages.add(String.valueOf(message));
      if (message == null || message.contains("null") || message.length() < 20)
        violations.add("an error without a clear message: " + failed);
    }

    /// After a failure nothing may be acknowledged.
    private void stopped(SqliteEngine engine, List<StoreCaller> callers) {
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

    private SqliteEngine open() {
      expected.apply(new StoreNote.ProcessStarted(clock.millis()));
      SqliteEngine engine =
          SqliteEngine.open(
              data, StorePipelines.ALL, RecordedStore.dependencies(clock, clock::nanoTime));
      expected.apply(new StoreNote.StoreOpened(clock.millis()));
      return engine;
    }

    private List<StoreCaller> callers(SqliteEngine engine) {
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

    /// Starts the store without faults: it must have what it acknowledged, and take more.
    void check() {
      try (SqliteEngine engine = open()) {
        violations.addAll(Observation.of(engine, keys).violations(expected));
        for (StoreCaller caller : callers(engine))
          if (!caller.putOne()) violations.add("the restarted store refused a job");
      } catch (UncheckedIOException | IllegalStateException failed) {
        violations.add("after a restart without faults: " + failed.getMessage());
      }
      if (!violations.isEmpty()) violations.add("messages: " + messages);
    }
  }
}
