package io.surgetank.proof.simulation;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Runs many seeds.
///
/// @param first of the seeds
/// @param threads that run seeds at the same time
public record SimulationCampaign(long first, int seedCount, int threads) implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "simulation",
          "Deterministic simulation",
          """
          The API, the SQLite engine and the worker pool run in one thread under a virtual clock. A seed chooses the order
          of all steps of their threads, the requests, what handlers do, and the faults: crashes without cleanup,
          suspended threads and processes, wall clocks set by an hour, a day or weeks, lost responses, repeated
          submissions with the same and with other payloads, a full disk, a locked database, handlers that fail, hang,
          ignore interrupts or return nonsense. A seed always gives the same run, step by step.

          Checked at every change: the counters balance, one lease per job, attempts in order and within the policy, no
          retry early, one result, order within a key, concurrency and rate. Checked after each crash and at the end:
          every job has its record with its status and attempts, the ledger has the counts of the events, the store
          verifies itself, and every job has ended.
          """);

  /// Of the threads that run seeds.
  private record SharedState(AtomicLong next, AtomicLong done, List<CampaignFinding> findings) {
    SharedState() {
      this(new AtomicLong(), new AtomicLong(), Collections.synchronizedList(new ArrayList<>()));
    }
  }

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public Path testedFileSystem(Path folder) {
    return SeedRunner.memoryOr(folder);
  }

  @Override
  public String command() {
    return "tools/proof/run simulation --seeds %d --seed %d".formatted(seedCount, first);
  }

  @Override
  public CampaignOutcome run(Path folder, CampaignProgress progress) throws InterruptedException {
    var shared = new SharedState();
    SimulationResult.SimulationCounts counts = SimulationResult.SimulationCounts.ZERO;
    // Platform threads: the virtual threads of a simulation run on them.
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var running = new ArrayList<Future<SimulationResult.SimulationCounts>>();
      for (int i = 0; i < threads; i++)
        running.add(executor.submit(() -> runSeeds(folder, shared, progress)));
      for (Future<SimulationResult.SimulationCounts> each : running)
        counts = counts.plus(each.get());
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the simulation itself failed", failed.getCause());
    }
    return new CampaignOutcome(table(counts), List.copyOf(shared.findings));
  }

  private SimulationResult.SimulationCounts runSeeds(
      Path folder, SharedState shared, CampaignProgress progress) {
    var runner = new SeedRunner(SeedRunner.memoryOr(folder), Decorators.NONE);
    SimulationResult.SimulationCounts counts = SimulationResult.SimulationCounts.ZERO;
    try {
      for (long i = shared.next.getAndIncrement();
          i < seedCount && !progress.isStopConditionMet();
          i = shared.next.getAndIncrement()) {
        SimulationResult result = runner.run(first + i);
        counts = counts.plus(result.counts());
        if (result.violation().isPresent()) shared.findings.add(finding(runner.shrink(result)));
        progress.update(shared.done.incrementAndGet(), seedCount, "seeds", shared.findings.size());
      }
      return counts;
    } finally {
      runner.close();
    }
  }

  private static CampaignFinding finding(SimulationResult shrunk) {
    return new CampaignFinding(shrunk.violation().orElseThrow(), replayCommand(shrunk.plan()));
  }

  /// Repeats a run with some of its actions, and prints what happened.
  static String replayCommand(SimulationPlan plan) {
    String numbers =
        plan.actions().stream()
            .map(action -> String.valueOf(action.number()))
            .collect(Collectors.joining(","));
    return "tools/proof/run replay --seed %d --actions %s".formatted(plan.seed(), numbers);
  }

  private static Map<String, Long> table(SimulationResult.SimulationCounts counts) {
    var table = new LinkedHashMap<String, Long>();
    table.put("seeds", counts.runs());
    table.put("steps of threads", counts.steps());
    table.put("jobs accepted", counts.jobs());
    table.put("attempts ended", counts.attempts());
    table.put("crashes", counts.crashes());
    table.put("hours of virtual time", counts.virtual().toHours());
    return table;
  }
}
