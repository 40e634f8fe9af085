package io.surgetank.proof.interleaving;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.sqlite.EngineDependencies;
import io.surgetank.sqlite.SqliteEngine;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// A store with one pipeline, whose threads are controlled.
record ScenarioStore(SqliteEngine engine, ScenarioClock clock) implements AutoCloseable {
  static final Outcome PROCESSED = new Outcome.Processed("null");

  /// So that the reserve for a full disk is small.
  static final long MIN_FREE_BYTES = 4_096;

  private static final int MAX_WAITING = 100;
  private static final long FIRST = 1L << 50;

  static ScenarioStore open(Path folder) {
    return open(folder, _ -> {});
  }

  static ScenarioStore open(Path folder, Consumer<Event> events) {
    var clock = new ScenarioClock();
    var dependencies =
        new EngineDependencies(
            clock,
            clock::nanoTime,
            events,
            clock::freeBytes,
            MIN_FREE_BYTES,
            MAX_WAITING,
            new ControlledThreads());
    return new ScenarioStore(SqliteEngine.open(folder, ScenarioPipelines.ALL, dependencies), clock);
  }

  static JobId id(long number) {
    return JobId.of(FIRST + number, number);
  }

  /// Puts the job of this number. Returns whether the store acknowledged it.
  boolean put(long number) {
    JobId id = id(number);
    var job = new Job(id, ScenarioPipelines.NAME, "{}", Trace.of(id));
    try {
      return engine.jobs().put(List.of(Submission.withoutKeys(job))).getFirst()
          instanceof PutResult.Stored;
    } catch (UncheckedIOException stopped) {
      return false;
    }
  }

  /// Leases a job, waiting at most this long.
  Optional<Delivery> lease(Duration atMost) throws InterruptedException {
    return engine.queue().lease(ScenarioPipelines.NAME, 1, atMost).stream().findFirst();
  }

  Optional<Status> status(long number) {
    return engine.jobs().find(id(number)).map(record -> record.status());
  }

  PipelineCounters counters() {
    return Objects.requireNonNull(engine.ledger().counters().get(ScenarioPipelines.NAME));
  }

  @Override
  public void close() {
    engine.close();
  }
}
