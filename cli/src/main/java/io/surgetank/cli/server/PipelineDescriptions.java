package io.surgetank.cli.server;

import io.surgetank.core.configuration.Durations;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.RetryPolicy;
import tools.jackson.databind.JsonNode;

/// Descriptions of pipelines: an example body, the retry policy in words.
public final class PipelineDescriptions {
  private PipelineDescriptions() {}

  /// The first of the schema's `examples`; else an empty object.
  public static String body(Pipeline pipeline) {
    JsonNode examples = Json.read(pipeline.intake().schema().json()).path("examples");
    return examples.isArray() && !examples.isEmpty() ? Json.write(examples.get(0)) : "{}";
  }

  public static String retry(RetryPolicy policy) {
    return switch (policy) {
      case RetryPolicy.Exponential(var base, var cap, var attempts) ->
          attempts
              + " attempts, up to "
              + Durations.written(base)
              + " doubling to "
              + Durations.written(cap);
      case RetryPolicy.Linear(var step, var cap, var attempts) ->
          attempts
              + " attempts, "
              + Durations.written(step)
              + " more each time to "
              + Durations.written(cap);
      case RetryPolicy.Fixed(var pause, var attempts) ->
          attempts + " attempts, " + Durations.written(pause) + " apart";
    };
  }
}
