package io.surgetank.core.configuration;

import io.surgetank.core.pipeline.HandlerRef;

/// A handler in the configuration, with its location.
///
/// @param line from 1
/// @param column from 1
public record LocatedHandlerRef(
    String file, int line, int column, String pipeline, HandlerRef handler) {
  /// An error of this handler.
  public ConfigurationError error(String problem) {
    return new ConfigurationError(
        file,
        line,
        column,
        "pipelines." + pipeline + ".work.handler: " + problem,
        handler.builtIn()
            ? "correct its settings"
            : "correct the name or its settings, or add its jar or folder with --classpath");
  }
}
