package io.surgetank.proof.durability;

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

/// The pipelines of the recorded store: each is used by one thread, so that the order of the calls
/// for a job is known. The last one orders its jobs.
public final class StorePipelines {
  static final PipelineName ORDERED = new PipelineName("ordered");

  public static final List<PipelineName> NAMES =
      List.of(new PipelineName("orders"), new PipelineName("tasks"), ORDERED);

  static final int ATTEMPTS = 3;
  static final Duration LEASE = Duration.ofMinutes(1);
  static final Duration RECORDS = Duration.ofDays(3);
  static final Duration DEAD_LETTERS = Duration.ofDays(2);

  public static final Pipelines ALL =
      new Pipelines(NAMES.stream().map(StorePipelines::pipeline).toList());

  private StorePipelines() {}

  private static Pipeline pipeline(PipelineName name) {
    Ordering ordering = name.equals(ORDERED) ? new Ordering.ByMember("account") : Ordering.NONE;
    return new Pipeline(
        name,
        intake(name),
        new Work(
            new HandlerRef("task", Map.of()),
            Duration.ofSeconds(10),
            LEASE,
            10,
            8,
            Rate.UNLIMITED,
            ordering,
            Simulation.OFF),
        new RetryPolicy.Fixed(Duration.ofSeconds(10), ATTEMPTS),
        new Retention(RECORDS, DEAD_LETTERS));
  }

  private static Intake intake(PipelineName name) {
    return new Intake(
        "/" + name,
        new Intake.Selector.Any(),
        new PayloadSchema("any.schema.json", "{}"),
        new Intake.ClientId.None(),
        Intake.Idempotency.OPTIONAL,
        256 * 1024,
        Rate.UNLIMITED,
        100_000,
        ReplyTemplate.EMPTY,
        ReplyTemplate.EMPTY,
        Cors.NONE);
  }
}
