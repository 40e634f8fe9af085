package io.surgetank.proof.soak;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.load.JobResponses;
import io.surgetank.proof.load.KnownJobs;
import io.surgetank.proof.load.LoadConfiguration;
import io.surgetank.proof.load.MixedLoad;
import io.surgetank.proof.load.RecordingClient;
import io.surgetank.proof.server.KillableServer;
import io.surgetank.proof.server.ProcessUsage;
import io.surgetank.proof.server.ServerClient;
import io.surgetank.proof.server.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// Runs a server under a steady load, and samples what it uses.
public final class SoakCampaign implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "soak",
          "Long runs",
          """
          A server with the heap of `./surgetank serve` gets %d requests per second, those of
          [killed processes](#killed-processes): single submissions and batches, repeats, cancellations, redrives and
          reads; the work is quick or slow, fails once, always, or gives up. Jobs are kept for 10 s after their end, so
          that nothing needs to grow.

          At regular intervals, after a full garbage collection: the heap, the resident memory, threads, file
          descriptors, the files of the data folder and their size; CPU time per request and the latency of submissions
          since the last sample. The first sixth is a warm-up. A measure grows if the median of the second half of the
          run exceeds that of the first, and the median slope between all pairs of samples (Theil–Sen) shows the same
          growth, by more than 3 %% (heap, size of the data), 10 %% (resident memory), 2 threads, 4 descriptors, any file,
          30 %% (CPU) or 100 %% (latency). The [result](../tools/proof/results) has all samples.

          Two parts of the folder are measured separately. The audit log, of which the redrives of the run make 20
          entries per second, keeps them for [400 days](configuration.md#retention): its growth is only shown. The
          file of SQLite's write-ahead log keeps the largest size that it had until the store truncates it, above
          64 MiB: it may grow by that.

          At the end all jobs end, the server has accepted exactly the acknowledged jobs, `verify` passes, and neither
          the log nor the metrics have an error.
          """
              .formatted(SoakPlan.REQUESTS_PER_SECOND));

  private static final Duration UNTIL_IDLE = Duration.ofMinutes(1);

  /// What handlers append is not needed.
  private static final Path NO_HISTORY = Path.of("/dev/null");

  private final SoakPlan plan;
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AcceptedJobs accepted = new AcceptedJobs();
  private final SoakSamples samples = new SoakSamples();

  /// A run of this size.
  public SoakCampaign(SoakPlan plan) {
    this.plan = plan;
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
    var setup =
        new ServerSetup(
            folder.resolve("data"),
            LoadConfiguration.write(folder.resolve("config"), NO_HISTORY, plan.keep()),
            folder.resolve("server.log"),
            Optional.empty(),
            plan.jvmOptions());
    try (KillableServer server = setup.start()) {
      var url =
          server
              .awaitListening()
              .orElseThrow(() -> new IOException("the server did not start: " + server.exit()));
      server.discardOutput();
      try (var client = new ServerClient(url, setup.data())) {
        load(client, server, progress);
        check(client);
      }
    }
    List<String> log = Files.readAllLines(setup.output());
    if (!log.isEmpty()) violations.add("the log has an error: " + log.getFirst());
    violations.addAll(samples.violations());
    Map<String, Long> counts = new LinkedHashMap<>(accepted.counts());
    counts.put("samples", (long) plan.samples());
    counts.putAll(samples.counts());
    return new CampaignOutcome(
            counts, violations.stream().map(text -> new CampaignFinding(text, command())).toList())
        .withSeries(samples.series(plan.interval()));
  }

  private void load(ServerClient client, KillableServer server, CampaignProgress progress)
      throws IOException, InterruptedException {
    var measured = new MeasuredClient(client);
    var known = new KnownJobs();
    var recording =
        new RecordingClient(measured, accepted, known, new CountDownLatch(0), violations::add);
    var usage = new ProcessUsage(server.process().toHandle());
    try (var _ =
        SteadyLoad.start(
            new MixedLoad(recording, () -> true),
            SoakPlan.REQUESTS_PER_SECOND,
            plan.seed(),
            violations::add)) {
      var sampler = new SoakSampler(usage, server.data(), measured);
      long due = System.nanoTime();
      for (int i = 0; i < plan.samples(); i++) {
        due += plan.interval().toNanos();
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        samples.add(sampler.sample());
        known.forgetUnchecked();
        progress.update(i + 1L, plan.samples(), "samples", violations.size());
      }
    }
  }

  private void check(ServerClient client) throws IOException, InterruptedException {
    long end = System.nanoTime() + UNTIL_IDLE.toNanos();
    while (JobResponses.anyIsWaiting(client)) {
      if (System.nanoTime() > end) {
        violations.add(
            "jobs still wait after %d s without requests".formatted(UNTIL_IDLE.toSeconds()));
        break;
      }
      Thread.sleep(Duration.ofMillis(20));
    }
    var metrics = client.metrics();
    if (metrics.sum("accepted_total") != accepted.distinct())
      violations.add(
          "%d jobs were acknowledged and %d accepted"
              .formatted(accepted.distinct(), metrics.sum("accepted_total")));
    if (metrics.ofProcess("incidents_total") > 0)
      violations.add("incidents were counted: " + metrics.ofProcess("incidents_total"));
    var report = client.get("/ops/v1/verify").body();
    if (!report.path("passes").asBoolean(false)) violations.add("verify has findings: " + report);
  }
}
