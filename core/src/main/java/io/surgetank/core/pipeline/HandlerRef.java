package io.surgetank.core.pipeline;

import java.util.Map;
import java.util.Set;

/// The handler that processes the jobs: a built-in one (`order`, `task`, `http`) or a class by its
/// full name, with its settings from the configuration.
public record HandlerRef(String name, Map<String, String> settings) {
  /// Prefix of header names among the settings: `headers.Authorization`.
  public static final String HEADERS = "headers.";

  private static final Set<String> BUILT_IN = Set.of("order", "task", "http");

  public HandlerRef {
    settings = Map.copyOf(settings);
  }

  public boolean builtIn() {
    return BUILT_IN.contains(name);
  }
}
