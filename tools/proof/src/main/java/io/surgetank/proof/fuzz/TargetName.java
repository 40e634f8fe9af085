package io.surgetank.proof.fuzz;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The targets, and how many of 1,000 runs each gets: fewer where a run takes longer.
public enum TargetName {
  HTTP("HttpTarget", 500),
  API("ApiTarget", 95),
  BODIES("BodyTarget", 120),
  PATTERNS("PatternTarget", 280),
  CONFIGURATIONS("ConfigurationTarget", 4),
  SCHEMAS("SchemaTarget", 1);

  private static final String PACKAGE = "io.surgetank.proof.fuzz.parser.";

  private final String simpleClassName;
  private final int permille;

  TargetName(String simpleClassName, int permille) {
    this.simpleClassName = simpleClassName;
    this.permille = permille;
  }

  /// The target of this name in options, such as `http`.
  public static Optional<TargetName> of(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
  }

  /// As in options.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String className() {
    return PACKAGE + simpleClassName;
  }

  /// Its part of all runs.
  long share(long runs) {
    return Math.max(20, runs * permille / 1_000);
  }
}
