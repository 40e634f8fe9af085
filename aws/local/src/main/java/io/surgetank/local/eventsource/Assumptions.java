package io.surgetank.local.eventsource;

import java.time.Duration;

/// Values that AWS does not document. Each is an estimate, to be varied in tests.
///
/// @param throttleBackoff the first wait after a throttled invocation; it doubles each time, with
///   jitter
/// @param maxThrottleBackoff the longest such wait
/// @param scaleDownFactor the concurrency is multiplied by it after a failed or throttled
///   invocation
/// @param scaleDownInterval the concurrency is reduced at most once in this time
/// @param minConcurrency the concurrency is not reduced further
/// @param recovery time after the last failure until the concurrency grows again
/// @param idleAfter time without messages until a mapping counts as idle
/// @param backlogWait a poll that returns messages sooner than this indicates a backlog
/// @param pollRetryDelay time until a failed poll is retried
public record Assumptions(
    Duration throttleBackoff,
    Duration maxThrottleBackoff,
    double scaleDownFactor,
    Duration scaleDownInterval,
    int minConcurrency,
    Duration recovery,
    Duration idleAfter,
    Duration backlogWait,
    Duration pollRetryDelay) {
  /// - Throttled invocations: from half a second to 20 s, as the SDKs' back-off.
  /// - Reduced by a fifth, once a second: AWS says "gradually". Not below 2, the lowest maximum
  ///   concurrency of a mapping.
  /// - A minute of recovery: AWS states the growth per minute.
  /// - Ten minutes until idle and a second for a backlog are guesses.
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
    if (scaleDownFactor <= 0 || scaleDownFactor > 1)
      throw new IllegalArgumentException("scaleDownFactor must be in (0, 1]");
    if (minConcurrency < 1) throw new IllegalArgumentException("minConcurrency must be at least 1");
  }

  /// With another minimum concurrency.
  public Assumptions withMinConcurrency(int minimum) {
    return new Assumptions(
        throttleBackoff,
        maxThrottleBackoff,
        scaleDownFactor,
        scaleDownInterval,
        minimum,
        recovery,
        idleAfter,
        backlogWait,
        pollRetryDelay);
  }

  /// With another maximum wait after throttled invocations.
  public Assumptions withMaxThrottleBackoff(Duration longest) {
    return new Assumptions(
        throttleBackoff,
        longest,
        scaleDownFactor,
        scaleDownInterval,
        minConcurrency,
        recovery,
        idleAfter,
        backlogWait,
        pollRetryDelay);
  }
}
