package io.surgetank.load;

import io.surgetank.load.follow.Findings;
import io.surgetank.load.follow.Follower;
import io.surgetank.load.follow.IdFile;
import io.surgetank.load.follow.JobObservation;
import io.surgetank.load.follow.Reconciliation;
import io.surgetank.load.follow.RequestCounts;
import io.surgetank.load.follow.ResultRecorder;
import io.surgetank.load.follow.StatusPoller;
import io.surgetank.load.follow.Strictness;
import io.surgetank.load.follow.Tracked;
import io.surgetank.load.measure.BreakRule;
import io.surgetank.load.measure.Meter;
import io.surgetank.load.measure.ServerBacklog;
import io.surgetank.load.report.LoadResult;
import io.surgetank.load.send.HttpSender;
import io.surgetank.load.send.LoadHttpClient;
import io.surgetank.load.send.LoadTarget;
import io.surgetank.load.shape.LoadClock;
import io.surgetank.load.shape.RateProfile;
import io.surgetank.load.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/// A load test from the first request to the last id.
public final class LoadTest {
  private static final Duration TICK = Duration.ofMillis(250);

  /// A verdict over less than a second would be one of chance.
  private static final Duration TICK_OF_A_RAMP = Duration.ofSeconds(1);

  private final LoadClock loadClock;
  private final ProgressListener progressListener;

  public LoadTest(LoadClock loadClock, ProgressListener progressListener) {
    this.loadClock = loadClock;
    this.progressListener = progressListener;
  }

  /// Sends, measures and reconciles.
  public LoadResult run(LoadPlan loadPlan) throws InterruptedException {
    var findings = new Findings();
    var resultRecorder = new ResultRecorder(findings);
    var meter = new Meter(loadPlan.log());
    try (var loadHttpClient = new LoadHttpClient(loadPlan.limits().timeout())) {
      var clock =
          new MeterSampler(
                  meter, loadClock, () -> backlog(loadHttpClient, loadPlan), progressListener::tick)
              .start(tickOf(loadPlan.shape()), rule(loadPlan.shape()));
      drive(loadPlan, loadHttpClient, clock, new LoadGenerator.Book(meter, resultRecorder));
      resultRecorder.judge(loadPlan.strictness());
      loadPlan.ids().ifPresent(path -> new IdFile(path).write(resultRecorder.tracked()));
      Map<JobObservation, Long> ends = follow(loadPlan, loadHttpClient, resultRecorder, findings);
      return new LoadResult(
          clock.ticks().getLast().endsAt(),
          clock.ticks(),
          meter.latencies(),
          meter.counts(),
          clock.broken().map(broken -> told(loadPlan.shape(), broken)),
          reconciled(resultRecorder.counts(), ends, findings));
    }
  }

  private void drive(
      LoadPlan loadPlan, LoadHttpClient loadHttpClient, MeterSampler clock, LoadGenerator.Book book)
      throws InterruptedException {
    var sender =
        new HttpSender(
            loadHttpClient, loadPlan.loadTarget(), loadPlan.loadTarget().at(loadPlan.path()));
    var bounds =
        new LoadGenerator.Bounds(
            loadPlan.limits().requests(),
            loadPlan.limits().atOnce(),
            () ->
                clock.broken().isPresent()
                    || clock.elapsed().compareTo(loadPlan.limits().time()) > 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var loadGenerator =
          new LoadGenerator(loadClock, threads, loadPlan.submissions(), sender, book);
      switch (loadPlan.shape()) {
        case Shape.Closed(var batchShape) -> loadGenerator.batches(batchShape, bounds);
        case Shape.Open open -> loadGenerator.course(open.course(), bounds);
      }
    } finally {
      clock.stop();
    }
  }

  private Map<JobObservation, Long> follow(
      LoadPlan loadPlan,
      LoadHttpClient loadHttpClient,
      ResultRecorder resultRecorder,
      Findings findings)
      throws InterruptedException {
    return switch (loadPlan.following()) {
      case LoadPlan.Following.Not() -> Map.of();
      case LoadPlan.Following.Within(var wait) -> {
        long nameless = resultRecorder.counts().nameless();
        if (nameless > 0)
          findings.add(
              nameless + " submissions",
              "were accepted without a Location, so they cannot be followed (see --no-follow)");
        yield new Follower(
                new StatusPoller(loadHttpClient, loadPlan.loadTarget()),
                loadClock,
                findings,
                loadPlan.strictness())
            .follow(resultRecorder.tracked(), wait, progressListener::following);
      }
    };
  }

  /// Follows ids that an earlier run saved.
  public Reconciliation verify(LoadTarget loadTarget, List<Tracked> jobs, Duration wait)
      throws InterruptedException {
    var findings = new Findings();
    try (var loadHttpClient = new LoadHttpClient(LoadPlan.Limits.DEFAULT.timeout())) {
      Map<JobObservation, Long> ends =
          new Follower(
                  new StatusPoller(loadHttpClient, loadTarget),
                  loadClock,
                  findings,
                  Strictness.ALL_MUST_SUCCEED)
              .follow(jobs, wait, progressListener::following);
      return reconciled(RequestCounts.NONE, ends, findings);
    }
  }

  private static Reconciliation reconciled(
      RequestCounts requestCounts, Map<JobObservation, Long> ends, Findings findings) {
    return new Reconciliation(requestCounts, ends, findings.listed(), findings.count());
  }

  private static ServerBacklog backlog(LoadHttpClient loadHttpClient, LoadPlan loadPlan) {
    return switch (loadHttpClient.get(loadPlan.loadTarget().at("/metrics"))) {
      case LoadHttpClient.Got.Text(var status, var text) when status == 200 ->
          ServerBacklog.read(text, loadPlan.pipeline());
      case LoadHttpClient.Got.Text _, LoadHttpClient.Got.Silence _ -> ServerBacklog.UNKNOWN;
    };
  }

  private static Duration tickOf(Shape shape) {
    return rule(shape).isPresent() ? TICK_OF_A_RAMP : TICK;
  }

  private static Optional<BreakRule> rule(Shape shape) {
    return switch (shape) {
      case Shape.Open open when open.endsAtBreak() -> Optional.of(BreakRule.DEFAULT);
      case Shape.Open _, Shape.Closed _ -> Optional.empty();
    };
  }

  private static String told(Shape shape, MeterSampler.Break broken) {
    return switch (shape) {
      case Shape.Open open -> {
        RateProfile rateProfile = open.course();
        yield String.format(
            Locale.ROOT,
            "broke between %.0f/s and %.0f/s: %s",
            rateProfile.rateAt(broken.lastGood().toNanos()),
            rateProfile.rateAt(broken.at().toNanos()),
            broken.why());
      }
      case Shape.Closed _ -> broken.why();
    };
  }
}
