package io.surgetank.core.pipeline;

import io.surgetank.core.job.PipelineName;
import java.time.Duration;
import java.util.Map;

/// A pipeline that takes any object.
public final class SamplePipeline {
  private SamplePipeline() {}

  public static Pipeline of(PipelineName name, Ordering ordering, RetryPolicy retry) {
    return of(name, "{\"type\": \"object\"}", ordering, retry);
  }

  /// One that takes what the schema accepts.
  public static Pipeline checking(String schema, PipelineName name, RetryPolicy retry) {
    return of(name, schema, Ordering.NONE, retry);
  }

  private static Pipeline of(
      PipelineName name, String schema, Ordering ordering, RetryPolicy retry) {
    return new Pipeline(
        name,
        new Intake(
            "/" + name,
            new Intake.Selector.Any(),
            new PayloadSchema("any.json", schema),
            new Intake.ClientId.None(),
            Intake.Idempotency.OPTIONAL,
            1_000,
            Rate.UNLIMITED,
            1_000,
            ReplyTemplate.EMPTY,
            ReplyTemplate.EMPTY,
            Cors.NONE),
        new Work(
            new HandlerRef("test", Map.of()),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            10,
            8,
            Rate.UNLIMITED,
            ordering,
            Simulation.OFF),
        retry,
        new Retention(Duration.ofDays(1), Duration.ofDays(1)));
  }
}
