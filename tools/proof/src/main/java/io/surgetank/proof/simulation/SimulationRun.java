package io.surgetank.proof.simulation;

import io.surgetank.testkit.backend.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/// Runs a plan: until all its actions have happened and every job has ended, or a promise is
/// violated.
final class SimulationRun {
  /// After the last action, every job must end within this time.
  private static final Duration SETTLING = Duration.ofHours(24);

  /// Such a run does not end.
  private static final long MAX_STEPS = 400_000;

  /// How many steps between two checks of whether the run has ended.
  private static final int CHECK_STEPS = 64;

  private final SimulationPlan plan;
  private final SimulationTrace trace = new SimulationTrace();
  private final Violations violations = new Violations();
  private final TestClock clock = new TestClock();
  private final SimulationContext context;
  private final RecordChecks records;
  private final PlanExecutor executor;

  /// @param folder for the stores, on a disk in memory; with a template of an empty store
  SimulationRun(SimulationPlan plan, Path folder, Decorators decorators) {
    this.plan = plan;
    // Another stream than that of the plan: leaving out an action does not change the plan's
    // others.
    var scheduler = new SeededScheduler(new SplittableRandom(~plan.seed()), clock, trace);
    var observer = new JobObserver(clock, trace, violations);
    context =
        new SimulationContext(
            plan.seed(), scheduler, new SimulatedDisk(), observer, violations, decorators);
    records = new RecordChecks(observer, clock, violations);
    executor = new PlanExecutor(context, folder, records, trace);
  }

  SimulationResult run() {
    long start = clock.nanoTime();
    try {
      executor.start(plan);
      steps(start);
      if (violations.isEmpty() && executor.server().isPresent()) finalChecks();
    } finally {
      executor.end();
    }
    return new SimulationResult(
        plan, violations.first(), trace.hash(), counts(start), trace.lines());
  }

  private SimulationResult.SimulationCounts counts(long start) {
    long attempts = context.observer().all().stream().mapToLong(job -> job.attempts).sum();
    return new SimulationResult.SimulationCounts(
        1,
        context.scheduler().steps(),
        context.observer().all().size(),
        attempts,
        executor.crashes(),
        Duration.ofNanos(clock.nanoTime() - start));
  }

  private void steps(long start) {
    long changes = 0;
    for (long step = 1; violations.isEmpty(); step++) {
      boolean any = context.scheduler().runOnce();
      if (context.observer().changes() != changes) {
        changes = context.observer().changes();
        executor.server().ifPresent(this::check);
      }
      if (step % CHECK_STEPS == 0 && executor.isOver() && hasSettled()) return;
      long settling = clock.nanoTime() - start - executor.lastFaultNanos();
      if (!any || step > MAX_STEPS || (executor.isOver() && settling > SETTLING.toNanos()))
        violations.add("jobs do not end: %s", unfinished());
    }
  }

  private void check(SimulatedServer server) {
    records.counters(server.engine());
    records.removals(server.engine());
  }

  private boolean hasSettled() {
    Optional<SimulatedServer> server = executor.server();
    return server.isPresent()
        && executor.requests() == 0
        && server.get().engine().ledger().counters().values().stream()
            .allMatch(counters -> counters.unfinished() == 0);
  }

  private String unfinished() {
    return context.observer().all().stream().filter(job -> !job.isEnded()).toList()
        + ", requests without a response: "
        + executor.requests();
  }

  private void finalChecks() {
    executor
        .server()
        .ifPresent(server -> {
          records.removals(server.engine());
          records.records(server.engine());
          verify(server);
          records.ledger(server.engine());
        });
  }

  /// On a thread of the server: a verification waits for the writer.
  private void verify(SimulatedServer server) {
    var isVerified = new boolean[1];
    server.start(() -> {
      records.verify(server.engine());
      isVerified[0] = true;
    });
    for (long step = 1; !isVerified[0] && step <= MAX_STEPS; step++)
      if (!context.scheduler().runOnce()) break;
    violations.check(isVerified[0], "the verification does not end");
  }
}
