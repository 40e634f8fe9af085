package io.surgetank.proof.interleaving;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.runtime.worker.WorkerPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The stop of a server: the worker pool, then the store, while a client submits.
final class StopScenarios {
  static final List<Scenario> ALL = List.of(new Scenario("server-stop", StopScenarios::serverStop));

  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final long JOBS = 3;

  private StopScenarios() {}

  private static void serverStop(Path folder) throws InterruptedException {
    Queue<JobId> handled = new ConcurrentLinkedQueue<>();
    Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    try (var store = ScenarioStore.open(folder)) {
      for (long number = 1; number < JOBS; number++)
        if (store.put(number)) acknowledged.add(number);
      WorkerPool pool = pool(store, handled);
      pool.start();
      ControlledThreads.run(
          () -> {
            if (store.put(JOBS)) acknowledged.add(JOBS);
          },
          () -> {
            Expect.that(pool.stop(GRACE), () -> "a handler had not ended when the pool stopped");
            store.engine().close();
          });
    }
    check(folder, acknowledged, List.copyOf(handled));
  }

  private static WorkerPool pool(ScenarioStore store, Queue<JobId> handled) {
    var runner =
        new HandlerRunner(
            ScenarioPipelines.PIPELINE,
            (job, _) -> {
              handled.add(job.id());
              return ScenarioStore.PROCESSED;
            },
            new Random(1));
    return new WorkerPool(
        store.engine().queue(), List.of(runner), store.clock()::nanoTime, new ControlledThreads());
  }

  /// A job was handled and recorded as such, or neither; no attempt was interrupted.
  private static void check(Path folder, Set<Long> acknowledged, List<JobId> handled) {
    try (var store = ScenarioStore.open(folder)) {
      for (long number = 1; number <= JOBS; number++) {
        Set<Status> statuses = EnumSet.noneOf(Status.class);
        store.status(number).ifPresent(statuses::add);
        long times = handled.stream().filter(ScenarioStore.id(number)::equals).count();
        Set<Status> expected = EnumSet.noneOf(Status.class);
        if (acknowledged.contains(number))
          expected.add(times == 0 ? Status.PENDING : Status.PROCESSED);
        Expect.equal(statuses, expected, "job %d, handled %d times,".formatted(number, times));
        Expect.that(times <= 1, () -> "a job was handled " + times + " times");
      }
      PipelineCounters counters = store.counters();
      Expect.that(counters.balances(), () -> "the counters do not balance: " + counters);
    }
  }
}
