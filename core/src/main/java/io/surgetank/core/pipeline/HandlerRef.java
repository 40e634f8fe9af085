package io.surgetank.core.pipeline;

import java.util.List;
import java.util.Map;

/// The handler that processes the jobs: a built-in one (`order`, `task`, `http`) or a class by its
/// full name, with its settings from the configuration.
public record HandlerRef(String name, Map<String, String> settings) {
  /// Prefix of header names among the settings: `headers.Authorization`.
  public static final String HEADERS = "headers.";

  /// The setting with the addresses that requests may be sent to, separated by commas.
  public static final String ADDRESSES = "addresses";

  /// Names of the built-in handlers.
  public static final List<String> BUILT_IN = List.of("order", "task", "http");

  public HandlerRef {
    settings = Map.copyOf(settings);
  }

  public boolean builtIn() {
    return BUILT_IN.contains(name);
  }

  /// Without the settings, which may be secrets.
  @Override
  public String toString() {
    return name;
  }
}
