package io.surgetank.load.measure;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// When a server counts as overloaded: in one tick more than 1% of the responses are overloads
/// (429, 5xx, or no response), or p99 from the intended start exceeds a second, or there is no
/// response although requests are in flight.
///
/// @param least the rule needs this many responses or requests in flight
/// @param grace warm-up at the start, which is not judged
public record OverloadRule(double overloads, Duration p99, int least, Duration grace) {
  public static final OverloadRule DEFAULT =
      new OverloadRule(0.01, Duration.ofSeconds(1), 10, Duration.ofSeconds(5));

  /// The reason. Empty if the server is not overloaded.
  public Optional<String> overloadReason(Tick tick) {
    if (tick.endsAt().compareTo(grace) <= 0) return Optional.empty();
    long answers = tick.answers();
    if (answers == 0 && tick.inFlight() >= least)
      return Optional.of("no responses with " + tick.inFlight() + " requests in flight");
    if (answers < least) return Optional.empty();
    double share = (double) tick.overloads() / answers;
    if (share > overloads)
      return Optional.of(
          String.format(Locale.ROOT, "%.1f%% of the responses were overloads", 100 * share));
    return tick.latencyPercentiles().p99().compareTo(p99) > 0
        ? Optional.of("p99 was " + tick.latencyPercentiles().p99().toMillis() + " ms")
        : Optional.empty();
  }
}
