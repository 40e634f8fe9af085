package io.surgetank.core.pipeline;

import java.util.List;

/// The web origins that may call a pipeline from a browser. Empty: none; `*`: any.
public record Cors(List<String> origins) {
  public static final Cors NONE = new Cors(List.of());

  public Cors {
    origins = List.copyOf(origins);
  }

  public boolean allows(String origin) {
    return origins.contains("*") || origins.contains(origin);
  }
}
