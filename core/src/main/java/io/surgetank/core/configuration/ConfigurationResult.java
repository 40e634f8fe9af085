package io.surgetank.core.configuration;

import io.surgetank.core.pipeline.Pipelines;
import java.util.List;

/// What came of reading a descriptor.
public sealed interface ConfigurationResult {
  record Valid(Pipelines pipelines) implements ConfigurationResult {}

  /// Every fault there is, in the order of the file, those of schema files last. A text that is not
  /// YAML has one fault: what follows it cannot be read.
  record Invalid(List<ConfigurationError> faults) implements ConfigurationResult {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }
}
