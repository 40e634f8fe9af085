package io.surgetank.descriptor;

import io.surgetank.pipeline.Pipelines;
import java.util.List;

/// What came of reading a descriptor.
public sealed interface Reading {
  record Valid(Pipelines pipelines) implements Reading {}

  /// Every fault there is, in the order of the file, those of schema files last. A text that is not
  /// YAML has one fault: what follows it cannot be read.
  record Faulty(List<DescriptorFault> faults) implements Reading {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
