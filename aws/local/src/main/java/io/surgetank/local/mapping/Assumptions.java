package io.surgetank.local.mapping;

import java.time.Duration;

/// What AWS says happens without saying how much. Each is a guess to be varied.
///
/// @param throttleFirst the first wait after a throttled call; each further one doubles, with
///   jitter
/// @param throttleLongest the longest such wait
/// @param slowing what the concurrency is multiplied by after a failed or throttled call
/// @param slowingEvery one failure in this time slows, the others of a burst do not
/// @param slowest where slowing ends
/// @param recovery how long after the last failure it begins to grow again
/// @param idleAfter how long no message came until a mapping counts as idle
/// @param prompt a poll that brought something sooner than this tells of more waiting
/// @param pollAgain how long a poll that failed is not tried again
public record Assumptions(
    Duration throttleFirst,
    Duration throttleLongest,
    double slowing,
    Duration slowingEvery,
    int slowest,
    Duration recovery,
    Duration idleAfter,
    Duration prompt,
    Duration pollAgain) {
  /// - Throttled calls: half a second doubling to 20 s is how the SDKs' own back-off looks.
  /// - Slowing by a fifth, once a second: "gradually". Not below 2, the least AWS names for a
  ///   mapping.
  /// - A minute of recovery: the step in which AWS counts the growth.
  /// - Ten minutes to idle and a second of promptness are plain guesses.
  public static final Assumptions DEFAULT =
      new Assumptions(
          Duration.ofMillis(500),
          Duration.ofSeconds(20),
          0.8,
          Duration.ofSeconds(1),
          2,
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  public Assumptions {
    if (slowing <= 0 || slowing > 1) throw new IllegalArgumentException("slowing is in (0, 1]");
    if (slowest < 1) throw new IllegalArgumentException("slowest is at least 1");
  }

  /// The same, slowing no further than to this many calls at once.
  public Assumptions withSlowest(int calls) {
    return new Assumptions(
        throttleFirst,
        throttleLongest,
        slowing,
        slowingEvery,
        calls,
        recovery,
        idleAfter,
        prompt,
        pollAgain);
  }

  /// The same, waiting longer and longer after throttled calls, up to this.
  public Assumptions withThrottleLongest(Duration longest) {
    return new Assumptions(
        throttleFirst,
        longest,
        slowing,
        slowingEvery,
        slowest,
        recovery,
        idleAfter,
        prompt,
        pollAgain);
  }
}
