package io.surgetank.proof.campaign;

import java.time.Duration;
import java.util.Optional;

/// When a campaign ends early.
///
/// @param maxFindings after this number of findings
/// @param timeLimit after this time, at the next point at which the campaign can end
public record StopCondition(int maxFindings, Optional<Duration> timeLimit) {
  /// The campaign runs to its end.
  public static final StopCondition NEVER = new StopCondition(Integer.MAX_VALUE, Optional.empty());

  public StopCondition {
    if (maxFindings < 1) throw new IllegalArgumentException("at least one finding");
    if (timeLimit.isPresent() && !timeLimit.get().isPositive())
      throw new IllegalArgumentException("the time limit must be positive");
  }

  boolean isMet(long findings, Duration elapsed) {
    return findings >= maxFindings || isOver(elapsed);
  }

  private boolean isOver(Duration elapsed) {
    return timeLimit.isPresent() && elapsed.compareTo(timeLimit.get()) >= 0;
  }

  /// The reason, if it is met: a sentence for the page.
  ///
  /// @param reached how far the campaign came, such as `100 of 2,000 kills`
  Optional<String> reason(long findings, Duration elapsed, String reached) {
    if (findings >= maxFindings)
      return Optional.of("Stopped after %,d findings.".formatted(findings));
    if (!isOver(elapsed)) return Optional.empty();
    return timeLimit.map(limit ->
        "Stopped by the time limit of %d min after %s.".formatted(limit.toMinutes(), reached));
  }
}
