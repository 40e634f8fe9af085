package io.surgetank.core.configuration;

import io.surgetank.core.pipeline.RetryPolicy;
import java.time.Duration;

/// Reads how long to wait after a failed attempt, and when to give up.
final class RetrySection {
  static final Duration DEFAULT_BASE = Duration.ofSeconds(5);
  static final Duration DEFAULT_CAP = Duration.ofMinutes(15);
  static final int DEFAULT_ATTEMPTS = 5;
  static final int MAX_ATTEMPTS = 1000;

  private enum Policy {
    EXPONENTIAL,
    LINEAR,
    FIXED
  }

  private final YamlMap map;
  private final Duration lease;

  RetrySection(YamlMap map, Duration lease) {
    this.map = map;
    this.lease = lease;
  }

  RetryPolicy read() {
    var policy = map.optional("policy", TextParser.oneOf(Policy.class), Policy.EXPONENTIAL);
    var base = map.optional("base", waits(), defaultBase(policy));
    var cap = map.optional("cap", waits(), defaultCap(policy, base));
    var attempts = map.optional("attempts", CountParser.between(1, MAX_ATTEMPTS), DEFAULT_ATTEMPTS);
    map.refuseOthers();
    if (policy == Policy.FIXED && map.has("cap"))
      map.keyError("cap", "the fixed policy has no cap", "remove it; base is the wait");
    else if (cap.compareTo(base) < 0) {
      if (!map.isInvalid("base"))
        map.error(
            "cap",
            Durations.written(cap) + " is less than the base of " + Durations.written(base),
            "use at least the base");
      cap = base;
    }
    return switch (policy) {
      case EXPONENTIAL -> new RetryPolicy.Exponential(base, cap, attempts);
      case LINEAR -> new RetryPolicy.Linear(base, cap, attempts);
      case FIXED -> new RetryPolicy.Fixed(base, attempts);
    };
  }

  private static ValueParser<Duration> waits() {
    ValueParser<Duration> durations = Durations::read;
    return durations.where(
        value -> value.compareTo(RetryPolicy.MAX_WAIT) <= 0,
        "is more than 12h, the SQS visibility timeout limit",
        "use at most 12h");
  }

  private Duration defaultBase(Policy policy) {
    return switch (policy) {
      case EXPONENTIAL, FIXED -> DEFAULT_BASE;
      case LINEAR -> lease;
    };
  }

  /// Linear waits grow slowly and need no cap except the queue's limit.
  private static Duration defaultCap(Policy policy, Duration base) {
    return switch (policy) {
      case EXPONENTIAL -> base.compareTo(DEFAULT_CAP) > 0 ? base : DEFAULT_CAP;
      case LINEAR, FIXED -> RetryPolicy.MAX_WAIT;
    };
  }
}
