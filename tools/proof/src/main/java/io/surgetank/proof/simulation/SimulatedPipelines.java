package io.surgetank.proof.simulation;

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

/// The pipelines of every run: each has limits that others do not have.
final class SimulatedPipelines {
  /// Many small retries, and a backlog that fills up.
  static final PipelineName ORDERS = new PipelineName("orders");

  /// Ordered by account.
  static final PipelineName PAYMENTS = new PipelineName("payments");

  /// Limited in the rate of submissions and of attempts.
  static final PipelineName MAILS = new PipelineName("mails");

  static final Duration LEASE = Duration.ofSeconds(30);
  static final Duration TIMEOUT = Duration.ofSeconds(10);
  static final Retention RETENTION = new Retention(Duration.ofDays(2), Duration.ofDays(5));
  static final Rate MAIL_RATE = new Rate(2, Duration.ofSeconds(1), 3);

  static final Pipelines ALL = new Pipelines(List.of(orders(), payments(), mails()));

  private SimulatedPipelines() {}

  private static Pipeline orders() {
    var retry = new RetryPolicy.Exponential(Duration.ofSeconds(1), Duration.ofSeconds(30), 3);
    return pipeline(
        ORDERS, intake(ORDERS, Rate.UNLIMITED, 12), retry, work(3, Rate.UNLIMITED, Ordering.NONE));
  }

  private static Pipeline payments() {
    var retry = new RetryPolicy.Fixed(Duration.ofSeconds(5), 2);
    return pipeline(
        PAYMENTS,
        intake(PAYMENTS, Rate.UNLIMITED, 1_000),
        retry,
        work(4, Rate.UNLIMITED, new Ordering.ByMember("account")));
  }

  private static Pipeline mails() {
    var retry = new RetryPolicy.Linear(Duration.ofSeconds(2), Duration.ofSeconds(5), 4);
    return pipeline(
        MAILS,
        intake(MAILS, new Rate(5, Duration.ofSeconds(1), 5), 1_000),
        retry,
        work(2, MAIL_RATE, Ordering.NONE));
  }

  private static Pipeline pipeline(PipelineName name, Intake intake, RetryPolicy retry, Work work) {
    return new Pipeline(name, intake, work, retry, RETENTION);
  }

  private static Intake intake(PipelineName name, Rate rate, long backlog) {
    return new Intake(
        "/" + name,
        new Intake.Selector.Any(),
        new PayloadSchema("any.schema.json", "{}"),
        new Intake.ClientId.None(),
        Intake.Idempotency.OPTIONAL,
        64 * 1024,
        rate,
        backlog,
        ReplyTemplate.EMPTY,
        ReplyTemplate.EMPTY,
        Cors.NONE);
  }

  private static Work work(int concurrency, Rate rate, Ordering ordering) {
    return new Work(
        new HandlerRef("task", Map.of()),
        TIMEOUT,
        LEASE,
        4,
        concurrency,
        rate,
        ordering,
        Simulation.OFF);
  }
}
