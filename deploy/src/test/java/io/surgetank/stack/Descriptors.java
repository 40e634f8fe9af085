package io.surgetank.stack;

import io.surgetank.descriptor.Descriptor;
import io.surgetank.descriptor.Reading;
import io.surgetank.descriptor.Source;
import io.surgetank.pipeline.Pipelines;
import java.util.Optional;

/// Pipelines of tests, written as users write them.
public final class Descriptors {
  private Descriptors() {}

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
    return switch (Descriptor.read(new Source("test.yaml", yaml, name -> Optional.of("{}")))) {
      case Reading.Valid(var pipelines) -> pipelines;
      case Reading.Faulty(var faults) -> throw new IllegalArgumentException(faults.toString());
    };
  }
}
