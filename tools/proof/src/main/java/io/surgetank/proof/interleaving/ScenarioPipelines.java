package io.surgetank.proof.interleaving;

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

/// The one pipeline of the scenarios.
final class ScenarioPipelines {
  static final PipelineName NAME = new PipelineName("jobs");
  static final Duration TIMEOUT = Duration.ofSeconds(10);
  static final Duration LEASE = Duration.ofMinutes(1);
  static final int CONCURRENCY = 2;

  static final Pipeline PIPELINE =
      new Pipeline(
          NAME,
          new Intake(
              "/jobs",
              new Intake.Selector.Any(),
              new PayloadSchema("any.schema.json", "{}"),
              new Intake.ClientId.None(),
              Intake.Idempotency.OPTIONAL,
              256 * 1024,
              Rate.UNLIMITED,
              100_000,
              ReplyTemplate.EMPTY,
              ReplyTemplate.EMPTY,
              Cors.NONE),
          new Work(
              new HandlerRef("task", Map.of()),
              TIMEOUT,
              LEASE,
              CONCURRENCY,
              CONCURRENCY,
              Rate.UNLIMITED,
              Ordering.NONE,
              Simulation.OFF),
          new RetryPolicy.Fixed(Duration.ZERO, 3),
          new Retention(Duration.ofDays(3), Duration.ofDays(2)));

  static final Pipelines ALL = new Pipelines(List.of(PIPELINE));

  private ScenarioPipelines() {}
}
