package io.surgetank.cli.wiring;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.RetryPolicy;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Pipelines in a few words: a body to try one with, its retries.
public final class ConfigurationTemplates {
  private ConfigurationTemplates() {}

  /// The first of the schema's `examples`; an empty object where it has none.
  public static String body(Pipeline pipeline) {
    JsonNode examples = Json.read(pipeline.intake().schema().json()).path("examples");
    return examples.isArray() && !examples.isEmpty() ? Json.write(examples.get(0)) : "{}";
  }

  public static String retry(RetryPolicy policy) {
    return switch (policy) {
      case RetryPolicy.Exponential(var base, var cap, var attempts) ->
          attempts + " attempts, up to " + told(base) + " doubling to " + told(cap);
      case RetryPolicy.Linear(var step, var cap, var attempts) ->
          attempts + " attempts, " + told(step) + " more each time to " + told(cap);
      case RetryPolicy.Fixed(var pause, var attempts) ->
          attempts + " attempts, " + told(pause) + " apart";
    };
  }

  private static String told(Duration duration) {
    if (duration.toMillisPart() > 0) return duration.toMillis() + "ms";
    if (duration.toSecondsPart() > 0) return duration.toSeconds() + "s";
    return duration.toMinutesPart() > 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
  }
}
