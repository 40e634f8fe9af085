package io.surgetank.load.measure;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// When a server counts as broken: in one tick more than one answer in a hundred says that it is
/// too much (429, 5xx, none at all), or one answer in a hundred took more than a second from its
/// intended start, or nothing was answered at all though requests were waiting.
///
/// @param grace at the beginning nothing counts: both ends still warm up
public record BreakRule(double overloads, Duration p99, int least, Duration grace) {
  public static final BreakRule DEFAULT =
      new BreakRule(0.01, Duration.ofSeconds(1), 10, Duration.ofSeconds(5));

  /// Why the server is broken. Empty when it is not.
  public Optional<String> brokenBy(Tick tick) {
    if (tick.endsAt().compareTo(grace) <= 0) return Optional.empty();
    long answers = tick.answers();
    if (answers == 0 && tick.inFlight() >= least)
      return Optional.of("nothing was answered, and " + tick.inFlight() + " requests waited");
    if (answers < least) return Optional.empty();
    double share = (double) tick.overloads() / answers;
    if (share > overloads)
      return Optional.of(
          String.format(Locale.ROOT, "%.1f%% of the answers were overloads", 100 * share));
    return tick.latencies().p99().compareTo(p99) > 0
        ? Optional.of("p99 was " + tick.latencies().p99().toMillis() + " ms")
        : Optional.empty();
  }
}
