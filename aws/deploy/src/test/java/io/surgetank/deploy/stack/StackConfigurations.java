package io.surgetank.deploy.stack;

import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.pipeline.Pipelines;
import java.util.Optional;

/// Pipelines of tests, written as users write them.
public final class StackConfigurations {
  private StackConfigurations() {}

  /// One pipeline `orders` with these sections.
  public static Pipelines orders(String work, String more) {
    return read(
        """
        pipelines:
          orders:
            intake: {path: /orders, schema: any.schema.json}
            work: {handler: task, %s}
            %s
        """
            .formatted(work, more));
  }

  public static Pipelines read(String yaml) {
    return switch (ConfigurationReader.read(
        new ConfigurationSource("test.yaml", yaml, name -> Optional.of("{}")))) {
      case ConfigurationResult.Valid(var pipelines, _) -> pipelines;
      case ConfigurationResult.Invalid(var faults) ->
          throw new IllegalArgumentException(faults.toString());
    };
  }
}
