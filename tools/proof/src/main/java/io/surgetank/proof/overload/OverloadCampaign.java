package io.surgetank.proof.overload;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.overload.OverloadFigures.ConnectionFigures;
import io.surgetank.proof.overload.OverloadFigures.MemoryFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Measures what a server can process, offers it ten times that, and checks that it continues.
public final class OverloadCampaign implements Campaign {
  private static final int FACTOR = 10;

  /// Of the peak, after the overload: the backlog must be able to drain.
  private static final int PERCENT_AFTERWARDS = 80;

  private static final int PERCENT_BESIDE_CONNECTIONS = 50;
  private static final int FIRST_CLIENTS = 8;
  private static final int MOST_CLIENTS = 128;

  private static final Duration UNTIL_IDLE = Duration.ofMinutes(1);

  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "overload",
          "Overload",
          """
          A server with the heap of `./surgetank serve` gets ten times the load that it can process. Its pipeline runs
          8 handlers of 10 ms at a time and has a backlog limit of %,d jobs; a second one accepts %d jobs per second
          (`intake.rate`).

          - The peak: the most jobs that %d to %d clients get processed per second. Each submits a job and waits for its
            end.
          - The load of the peak, at fixed times. Its 99th percentile (p99) and its CPU time per job are what the others
            are compared with. A p99 is the median of those of windows of %d s, so that single stalls of the disk do not
            decide it.
          - Ten times that load, at fixed times, whether or not requests are answered. A latency counts from the time at
            which a request should have been sent.
          - Twice that load: the CPU time of a refusal is the difference between this load and the previous one.
          - %d %% of the peak again. A second is normal again if nothing is refused for the backlog, and 9 of 10 requests
            are as fast as 99 of 100 were at the peak.
          - %d %% of the peak, without and beside 10,000 connections: idle ones, and one in %d each with half a head, a
            head or a body of one byte per second, and responses that are read a kilobyte per second. Those that the
            server closes are opened again.

          Checked: at least %d %% of the peak are processed; p99 of accepted and of refused requests at most %d %% of that
          at the peak, and afterwards too; a refusal costs at most %d %% of the CPU time of a job, is 503 or 429 and has
          `Retry-After`; the heap after GC grows by at most %d %%, and the resident memory is at most %d %% of the largest
          heap; normal again within %d s; p99 beside the connections at most %d %% of that without. At the end every
          acknowledged job has been processed, and `verify` passes.

          The clients, one thread, run on the same cores as the server and are part of the latencies.
          """
              .formatted(
                  OverloadPlan.BACKLOG,
                  OverloadServer.LIMITED_PER_SECOND,
                  FIRST_CLIENTS,
                  MOST_CLIENTS,
                  WindowedLatency.WINDOW_SECONDS,
                  PERCENT_AFTERWARDS,
                  PERCENT_BESIDE_CONNECTIONS,
                  SlowConnections.SLOW_OF_EACH_KIND_IN,
                  OverloadLimits.DEFAULT.minGoodput(),
                  OverloadLimits.DEFAULT.maxLatency(),
                  OverloadLimits.DEFAULT.maxRefusalCpu(),
                  OverloadLimits.DEFAULT.maxHeapGrowth() - 100,
                  OverloadLimits.DEFAULT.maxResident(),
                  OverloadLimits.DEFAULT.maxRecoverySeconds(),
                  OverloadLimits.DEFAULT.maxBesideConnections()));

  private final OverloadPlan plan;
  private final OverloadLimits limits;

  /// A run of this size.
  public OverloadCampaign(OverloadPlan plan) {
    this(plan, OverloadLimits.DEFAULT);
  }

  OverloadCampaign(OverloadPlan plan, OverloadLimits limits) {
    this.plan = plan;
    this.limits = limits;
  }

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    return plan.command();
  }

  @Override
  public CampaignOutcome run(Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    try (var server = OverloadServer.start(folder, plan);
        var operator = server.client()) {
      var phases = new LoadPhases(server, operator, new AcknowledgedJobs());
      var violations = new ArrayList<String>();
      var report = new OverloadReport(measure(phases, progress, violations));
      violations.addAll(report.violations());
      violations.addAll(report.violations(limits));
      var verification = operator.get("/ops/v1/verify").body();
      if (!verification.path("passes").asBoolean(false))
        violations.add("verify has findings: " + verification);
      List<String> log = Files.readAllLines(folder.resolve("server.log"));
      if (!log.isEmpty()) violations.add("the log has an error: " + log.getFirst());
      return new CampaignOutcome(
          report.counts(),
          violations.stream().map(text -> new CampaignFinding(text, command())).toList());
    }
  }

  private OverloadFigures measure(
      LoadPhases phases, CampaignProgress progress, List<String> violations)
      throws IOException, InterruptedException {
    Duration time = plan.normal();
    Peak peak = peak(phases, time.dividedBy(4));
    progress.note(
        "%d clients process %.0f jobs per second".formatted(peak.clients(), peak.perSecond()));
    var load =
        new OfferedLoad((int) Math.round(peak.perSecond()), OverloadServer.LIMITED_PER_SECOND);
    // The code of refusals is compiled, too.
    var _ = phases.offered(load.times(FACTOR), time.dividedBy(4));
    awaitIdle(phases, violations);
    PhaseFigures normal = phases.offered(load, time);
    progress.note("at the peak: " + normal);
    awaitIdle(phases, violations);
    long heapBefore = phases.server().usage().liveHeapBytes();
    PhaseFigures overload = phases.offered(load.times(FACTOR), plan.overload());
    progress.note("under overload: " + overload);
    LoadPhases.Recovery recovery =
        phases.recovery(load.share(PERCENT_AFTERWARDS), time, normal.acceptedP99Micros());
    progress.note("afterwards: " + recovery);
    awaitIdle(phases, violations);
    long heapAfter = phases.server().usage().liveHeapBytes();
    PhaseFigures twice = phases.offered(load.times(2), time.dividedBy(2));
    awaitIdle(phases, violations);
    ConnectionFigures connections =
        new SlowConnections(plan.connections())
            .measure(phases, load.share(PERCENT_BESIDE_CONNECTIONS), time);
    progress.note("connections: " + connections);
    awaitIdle(phases, violations);
    return new OverloadFigures(
        peak.clients(),
        peak.perSecond(),
        normal,
        twice,
        overload,
        recovery.figures(),
        recovery.recoverySeconds(),
        new MemoryFigures(heapBefore, heapAfter, phases.server().usage().peakResidentBytes()),
        connections,
        phases.acknowledged().count(),
        phases.acknowledged().missing(phases.operator()));
  }

  private record Peak(int clients, double perSecond) {}

  /// The most that any number of clients gets processed, after a warm-up.
  private static Peak peak(LoadPhases phases, Duration time)
      throws IOException, InterruptedException {
    var _ = phases.jobClients(FIRST_CLIENTS, time.multipliedBy(2));
    var peak = new Peak(FIRST_CLIENTS, 0);
    for (int clients = FIRST_CLIENTS; clients <= MOST_CLIENTS; clients *= 2) {
      double perSecond = phases.jobClients(clients, time).processedPerSecond();
      if (perSecond > peak.perSecond()) peak = new Peak(clients, perSecond);
    }
    return peak;
  }

  private static void awaitIdle(LoadPhases phases, List<String> violations)
      throws IOException, InterruptedException {
    if (!phases.awaitIdle(UNTIL_IDLE))
      violations.add(
          "jobs still wait after %d s without requests".formatted(UNTIL_IDLE.toSeconds()));
  }
}
