package io.surgetank.testkit.contract;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Cors;
import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.pipeline.Intake;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.PayloadSchema;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.Rate;
import io.surgetank.core.pipeline.ReplyTemplate;
import io.surgetank.core.pipeline.Retention;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.pipeline.Simulation;
import io.surgetank.core.pipeline.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The pipelines that the contracts run on.
public final class SamplePipelines {
  public static final PipelineName ORDERS = new PipelineName("orders");
  public static final PipelineName TASKS = new PipelineName("tasks");

  private static final long BACKLOG = 100_000;
  public static final Duration LEASE = Duration.ofSeconds(60);
  public static final int ATTEMPTS = 3;
  public static final Duration RECORDS = Duration.ofDays(90);
  public static final Duration DEAD_LETTERS = Duration.ofDays(14);
  public static final Duration AUDIT_LOG = Duration.ofDays(30);

  /// `orders` and `tasks`, equal except for names and paths.
  public static final Pipelines PIPELINES = withBacklog(BACKLOG);

  /// The same; the jobs of `orders` are ordered by their account.
  public static final Pipelines ORDERED = ordered();

  private SamplePipelines() {}

  /// The same, with this backlog each.
  public static Pipelines withBacklog(long backlog) {
    return new Pipelines(List.of(pipeline(ORDERS, backlog), pipeline(TASKS, backlog)), AUDIT_LOG);
  }

  private static Pipelines ordered() {
    return new Pipelines(
        List.of(
            pipeline(ORDERS, BACKLOG, new Ordering.ByMember("account")), pipeline(TASKS, BACKLOG)),
        AUDIT_LOG);
  }

  private static Pipeline pipeline(PipelineName name, long backlog) {
    return pipeline(name, backlog, Ordering.NONE);
  }

  private static Pipeline pipeline(PipelineName name, long backlog, Ordering ordering) {
    var retry = new RetryPolicy.Fixed(Duration.ofSeconds(10), ATTEMPTS);
    return new Pipeline(
        name, intake(name, backlog), work(ordering), retry, new Retention(RECORDS, DEAD_LETTERS));
  }

  private static Intake intake(PipelineName name, long backlog) {
    return new Intake(
        "/" + name,
        new Intake.Selector.Any(),
        new PayloadSchema("any.schema.json", "{}"),
        new Intake.ClientId.None(),
        Intake.Idempotency.OPTIONAL,
        256 * 1024,
        Rate.UNLIMITED,
        backlog,
        ReplyTemplate.EMPTY,
        ReplyTemplate.EMPTY,
        Cors.NONE);
  }

  private static Work work(Ordering ordering) {
    return new Work(
        new HandlerRef("task", Map.of()),
        Duration.ofSeconds(10),
        LEASE,
        10,
        8,
        Rate.UNLIMITED,
        ordering,
        Simulation.OFF);
  }
}
