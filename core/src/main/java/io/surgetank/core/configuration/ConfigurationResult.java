package io.surgetank.core.configuration;

import io.surgetank.core.pipeline.Pipelines;
import java.util.List;
import java.util.Optional;

/// The result of reading a configuration.
public sealed interface ConfigurationResult {
  /// A configuration without errors.
  ///
  /// @param jwt which JSON Web Tokens the server accepts; empty: none
  record Valid(Pipelines pipelines, Optional<LocatedJwtSettings> jwt)
      implements ConfigurationResult {}

  /// All errors, in the order of the file, those of schema files last. Text that is not YAML has
  /// one error, because the rest cannot be read.
  record Invalid(List<ConfigurationError> errors) implements ConfigurationResult {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
