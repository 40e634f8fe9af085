package io.surgetank.load;

import io.surgetank.load.follow.Counts;
import io.surgetank.load.follow.Findings;
import io.surgetank.load.follow.Follower;
import io.surgetank.load.follow.IdFile;
import io.surgetank.load.follow.Inquiry;
import io.surgetank.load.follow.Receipts;
import io.surgetank.load.follow.Reconciliation;
import io.surgetank.load.follow.Seen;
import io.surgetank.load.follow.Strictness;
import io.surgetank.load.follow.Tracked;
import io.surgetank.load.measure.Backlog;
import io.surgetank.load.measure.BreakRule;
import io.surgetank.load.measure.Meter;
import io.surgetank.load.report.Result;
import io.surgetank.load.send.Http;
import io.surgetank.load.send.HttpSender;
import io.surgetank.load.send.Target;
import io.surgetank.load.shape.Course;
import io.surgetank.load.shape.Pace;
import io.surgetank.load.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/// A load test from the first request to the last id.
public final class Load {
  private static final Duration TICK = Duration.ofMillis(250);

  /// A verdict over less than a second would be one of chance.
  private static final Duration TICK_OF_A_RAMP = Duration.ofSeconds(1);

  private final Pace pace;
  private final Watcher watcher;

  public Load(Pace pace, Watcher watcher) {
    this.pace = pace;
    this.watcher = watcher;
  }

  /// Sends, measures and reconciles.
  public Result run(Plan plan) throws InterruptedException {
    var findings = new Findings();
    var receipts = new Receipts(findings);
    var meter = new Meter(plan.log());
    try (var http = new Http(plan.limits().timeout())) {
      var clock =
          new Clockwork(meter, pace, () -> backlog(http, plan), watcher::tick)
              .start(tickOf(plan.shape()), rule(plan.shape()));
      drive(plan, http, clock, new Drive.Book(meter, receipts));
      receipts.judge(plan.strictness());
      plan.ids().ifPresent(path -> new IdFile(path).write(receipts.tracked()));
      Map<Seen, Long> ends = follow(plan, http, receipts, findings);
      return new Result(
          clock.ticks().getLast().endsAt(),
          clock.ticks(),
          meter.latencies(),
          meter.counts(),
          clock.broken().map(broken -> told(plan.shape(), broken)),
          reconciled(receipts.counts(), ends, findings));
    }
  }

  private void drive(Plan plan, Http http, Clockwork clock, Drive.Book book)
      throws InterruptedException {
    var sender = new HttpSender(http, plan.target(), plan.target().at(plan.path()));
    var bounds =
        new Drive.Bounds(
            plan.limits().requests(),
            plan.limits().atOnce(),
            () ->
                clock.broken().isPresent() || clock.elapsed().compareTo(plan.limits().time()) > 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var drive = new Drive(pace, threads, plan.submissions(), sender, book);
      switch (plan.shape()) {
        case Shape.Closed(var batches) -> drive.batches(batches, bounds);
        case Shape.Open open -> drive.course(open.course(), bounds);
      }
    } finally {
      clock.stop();
    }
  }

  private Map<Seen, Long> follow(Plan plan, Http http, Receipts receipts, Findings findings)
      throws InterruptedException {
    return switch (plan.following()) {
      case Plan.Following.Not() -> Map.of();
      case Plan.Following.Within(var wait) -> {
        long nameless = receipts.counts().nameless();
        if (nameless > 0)
          findings.add(
              nameless + " submissions",
              "were accepted without a Location, so they cannot be followed (see --no-follow)");
        yield new Follower(new Inquiry(http, plan.target()), pace, findings, plan.strictness())
            .follow(receipts.tracked(), wait, watcher::following);
      }
    };
  }

  /// Follows ids that an earlier run saved.
  public Reconciliation verify(Target target, List<Tracked> jobs, Duration wait)
      throws InterruptedException {
    var findings = new Findings();
    try (var http = new Http(Plan.Limits.DEFAULT.timeout())) {
      Map<Seen, Long> ends =
          new Follower(new Inquiry(http, target), pace, findings, Strictness.ALL_MUST_SUCCEED)
              .follow(jobs, wait, watcher::following);
      return reconciled(Counts.NONE, ends, findings);
    }
  }

  private static Reconciliation reconciled(Counts counts, Map<Seen, Long> ends, Findings findings) {
    return new Reconciliation(counts, ends, findings.listed(), findings.count());
  }

  private static Backlog backlog(Http http, Plan plan) {
    return switch (http.get(plan.target().at("/metrics"))) {
      case Http.Got.Text(var status, var text) when status == 200 ->
          Backlog.read(text, plan.pipeline());
      case Http.Got.Text _, Http.Got.Silence _ -> Backlog.UNKNOWN;
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

  private static String told(Shape shape, Clockwork.Break broken) {
    return switch (shape) {
      case Shape.Open open -> {
        Course course = open.course();
        yield String.format(
            Locale.ROOT,
            "broke between %.0f/s and %.0f/s: %s",
            course.rateAt(broken.lastGood().toNanos()),
            course.rateAt(broken.at().toNanos()),
            broken.why());
      }
      case Shape.Closed _ -> broken.why();
    };
  }
}
