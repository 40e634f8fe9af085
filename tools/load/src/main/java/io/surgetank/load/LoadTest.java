package io.surgetank.load;

import io.surgetank.load.measure.Meter;
import io.surgetank.load.measure.OverloadRule;
import io.surgetank.load.measure.ServerBacklog;
import io.surgetank.load.profile.LoadClock;
import io.surgetank.load.profile.LoadModel;
import io.surgetank.load.profile.RateProfile;
import io.surgetank.load.reconcile.Findings;
import io.surgetank.load.reconcile.Follower;
import io.surgetank.load.reconcile.IdFile;
import io.surgetank.load.reconcile.JobObservation;
import io.surgetank.load.reconcile.PassCriteria;
import io.surgetank.load.reconcile.Reconciliation;
import io.surgetank.load.reconcile.RequestCounts;
import io.surgetank.load.reconcile.ResultRecorder;
import io.surgetank.load.reconcile.StatusPoller;
import io.surgetank.load.reconcile.TrackedJob;
import io.surgetank.load.report.LoadResult;
import io.surgetank.load.send.Credentials;
import io.surgetank.load.send.HttpSender;
import io.surgetank.load.send.LoadHttpClient;
import io.surgetank.load.send.ServerUrl;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/// A load test: sends, measures, then follows every accepted id.
public final class LoadTest {
  private static final Duration TICK = Duration.ofMillis(250);

  /// The overload rule needs enough responses per tick.
  private static final Duration TICK_OF_A_RAMP = Duration.ofSeconds(1);

  private final LoadClock loadClock;
  private final ProgressListener progressListener;
  private final Credentials credentials;

  /// For a server that requires no credentials.
  public LoadTest(LoadClock loadClock, ProgressListener progressListener) {
    this(loadClock, progressListener, Credentials.NONE);
  }

  public LoadTest(LoadClock loadClock, ProgressListener progressListener, Credentials credentials) {
    this.loadClock = loadClock;
    this.progressListener = progressListener;
    this.credentials = credentials;
  }

  /// Sends, measures and reconciles.
  public LoadResult run(LoadPlan loadPlan) throws InterruptedException {
    var findings = new Findings();
    var resultRecorder = new ResultRecorder(findings);
    var meter = new Meter(loadPlan.log());
    try (var loadHttpClient = new LoadHttpClient(loadPlan.limits().timeout(), credentials)) {
      var sampler =
          new MeterSampler(
                  meter, loadClock, () -> backlog(loadHttpClient, loadPlan), progressListener::tick)
              .start(tickOf(loadPlan.loadModel()), rule(loadPlan.loadModel()));
      send(loadPlan, loadHttpClient, sampler, new LoadGenerator.Recorders(meter, resultRecorder));
      resultRecorder.addFindings(loadPlan.passCriteria());
      loadPlan.ids().ifPresent(path -> new IdFile(path).write(resultRecorder.tracked()));
      Map<JobObservation, Long> jobs = follow(loadPlan, loadHttpClient, resultRecorder, findings);
      return new LoadResult(
          sampler.ticks().getLast().endsAt(),
          sampler.ticks(),
          meter.latencies(),
          meter.counts(),
          sampler.overload().map(overload -> describe(loadPlan.loadModel(), overload)),
          reconciled(resultRecorder.counts(), jobs, findings));
    }
  }

  private void send(
      LoadPlan loadPlan,
      LoadHttpClient loadHttpClient,
      MeterSampler sampler,
      LoadGenerator.Recorders recorders)
      throws InterruptedException {
    var sender =
        new HttpSender(
            loadHttpClient, loadPlan.serverUrl(), loadPlan.serverUrl().at(loadPlan.path()));
    var bounds =
        new LoadGenerator.Bounds(
            loadPlan.limits().requests(),
            loadPlan.limits().maxInFlight(),
            () ->
                sampler.overload().isPresent()
                    || sampler.elapsed().compareTo(loadPlan.limits().time()) > 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var loadGenerator =
          new LoadGenerator(loadClock, threads, loadPlan.submissions(), sender, recorders);
      switch (loadPlan.loadModel()) {
        case LoadModel.Closed(var batchShape) -> loadGenerator.closedLoop(batchShape, bounds);
        case LoadModel.Open open -> loadGenerator.openLoop(open.rateProfile(), bounds);
      }
    } finally {
      sampler.stop();
    }
  }

  private Map<JobObservation, Long> follow(
      LoadPlan loadPlan,
      LoadHttpClient loadHttpClient,
      ResultRecorder resultRecorder,
      Findings findings)
      throws InterruptedException {
    return switch (loadPlan.following()) {
      case LoadPlan.Following.Disabled() -> Map.of();
      case LoadPlan.Following.Within(var wait) -> {
        long withoutLocation = resultRecorder.counts().withoutLocation();
        if (withoutLocation > 0)
          findings.add(
              withoutLocation + " submissions",
              "were accepted without a Location, so they cannot be followed (see --no-follow)");
        yield new Follower(
                new StatusPoller(loadHttpClient, loadPlan.serverUrl()),
                loadClock,
                findings,
                loadPlan.passCriteria())
            .follow(resultRecorder.tracked(), wait, progressListener::following);
      }
    };
  }

  /// Follows the ids saved by an earlier run.
  public Reconciliation verify(ServerUrl serverUrl, List<TrackedJob> jobs, Duration wait)
      throws InterruptedException {
    var findings = new Findings();
    try (var loadHttpClient = new LoadHttpClient(LoadPlan.Limits.DEFAULT.timeout(), credentials)) {
      Map<JobObservation, Long> observed =
          new Follower(
                  new StatusPoller(loadHttpClient, serverUrl),
                  loadClock,
                  findings,
                  PassCriteria.ALL_MUST_SUCCEED)
              .follow(jobs, wait, progressListener::following);
      return reconciled(RequestCounts.NONE, observed, findings);
    }
  }

  private static Reconciliation reconciled(
      RequestCounts requestCounts, Map<JobObservation, Long> jobs, Findings findings) {
    return new Reconciliation(requestCounts, jobs, findings.listed(), findings.count());
  }

  private static ServerBacklog backlog(LoadHttpClient loadHttpClient, LoadPlan loadPlan) {
    return switch (loadHttpClient.get(loadPlan.serverUrl().at("/metrics"))) {
      case LoadHttpClient.GetResult.Received(var status, var text) when status == 200 ->
          ServerBacklog.read(text, loadPlan.pipeline());
      case LoadHttpClient.GetResult.Received _, LoadHttpClient.GetResult.NoResponse _ ->
          ServerBacklog.UNKNOWN;
    };
  }

  private static Duration tickOf(LoadModel loadModel) {
    return rule(loadModel).isPresent() ? TICK_OF_A_RAMP : TICK;
  }

  private static Optional<OverloadRule> rule(LoadModel loadModel) {
    return switch (loadModel) {
      case LoadModel.Open open when open.endsAtOverload() -> Optional.of(OverloadRule.DEFAULT);
      case LoadModel.Open _, LoadModel.Closed _ -> Optional.empty();
    };
  }

  private static String describe(LoadModel loadModel, MeterSampler.Overload overload) {
    return switch (loadModel) {
      case LoadModel.Open open -> {
        RateProfile rateProfile = open.rateProfile();
        yield String.format(
            Locale.ROOT,
            "broke between %.0f/s and %.0f/s: %s",
            rateProfile.rateAt(overload.lastSustained().toNanos()),
            rateProfile.rateAt(overload.at().toNanos()),
            overload.reason());
      }
      case LoadModel.Closed _ -> overload.reason();
    };
  }
}
