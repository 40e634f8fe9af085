package io.surgetank.proof.overload;

import java.time.Duration;

/// The size of a run.
///
/// @param normal how long each load before and after the overload takes
/// @param backlog of the pipeline that its handlers limit
/// @param connections how many are idle or slow
/// @param compilerLevel of the server's JIT compiler: 1 is sooner warm, 4 is the JVM's default
public record OverloadPlan(
    Duration normal, Duration overload, int backlog, int connections, int compilerLevel) {
  static final int BACKLOG = 1_000;

  /// Of some 10,000 requests, so that no single pause decides the 99th percentile.
  private static final Duration NORMAL = Duration.ofSeconds(20);

  private static final int CONNECTIONS = 10_000;
  private static final int ALL_LEVELS = 4;

  public OverloadPlan {
    if (!normal.isPositive() || !overload.isPositive() || connections < 1)
      throw new IllegalArgumentException("a positive time and at least one connection");
  }

  /// A full run.
  public static OverloadPlan ofMinutes(int minutes) {
    return new OverloadPlan(NORMAL, Duration.ofMinutes(minutes), BACKLOG, CONNECTIONS, ALL_LEVELS);
  }

  String command() {
    return "tools/proof/run overload --minutes %d".formatted(overload.toMinutes());
  }
}
