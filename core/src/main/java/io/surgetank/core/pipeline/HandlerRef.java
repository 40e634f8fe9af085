package io.surgetank.core.pipeline;

import java.util.Map;

/// Which handler works the jobs: a built-in one (`order`, `task`, `http`) or a class by its full
/// name, with the settings the descriptor gives it.
public record HandlerRef(String name, Map<String, String> settings) {
  /// What stands before the name of a header among the settings: `headers.Authorization`.
  public static final String HEADERS = "headers.";

  public HandlerRef {
    settings = Map.copyOf(settings);
  }
}
