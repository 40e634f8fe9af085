package io.surgetank.proof.soak;

import java.time.Duration;
import java.util.List;

/// The size of a run.
///
/// @param samples at regular intervals
/// @param keep how long jobs are kept after their end
/// @param jvmOptions of the server
public record SoakPlan(
    Duration length, int samples, Duration keep, List<String> jvmOptions, long seed) {
  static final int REQUESTS_PER_SECOND = 200;

  /// Also of long runs: each sample stops the server for some ten milliseconds.
  private static final int SAMPLES = 60;

  /// Of the samples: code is compiled, and the first jobs have not expired.
  static final int WARM_UP_IN = 6;

  private static final Duration KEEP = Duration.ofSeconds(10);

  public SoakPlan {
    if (!length.isPositive() || samples < 1)
      throw new IllegalArgumentException("a positive time and at least one sample");
    jvmOptions = List.copyOf(jvmOptions);
  }

  /// A full run, with the JVM options of `./surgetank serve`.
  public static SoakPlan ofMinutes(int minutes, long seed) {
    return new SoakPlan(
        Duration.ofMinutes(minutes),
        SAMPLES,
        KEEP,
        List.of("-Xmx512m", "-XX:TieredStopAtLevel=4"),
        seed);
  }

  Duration interval() {
    return length.dividedBy(samples);
  }

  String command() {
    return "tools/proof/run soak --minutes %d --seed %d".formatted(length.toMinutes(), seed);
  }
}
