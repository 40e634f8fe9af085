package io.surgetank.cli.main;

import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.core.access.AccessLevel;
import io.surgetank.core.pipeline.PipelineAccess;
import io.surgetank.core.pipeline.Pipelines;

/// The pipelines of a configuration as a server has them.
final class ServedPipelines {
  private ServedPipelines() {}

  /// The built-in pipelines are examples: clients on other machines need a key, also with
  /// `--insecure`.
  static Pipelines of(ConfigurationChoice configuration, Pipelines pipelines) {
    return switch (configuration) {
      case ConfigurationChoice.BuiltIn() -> pipelines.with(PipelineAccess.of(AccessLevel.LOOPBACK));
      case ConfigurationChoice.File _ -> pipelines;
    };
  }
}
