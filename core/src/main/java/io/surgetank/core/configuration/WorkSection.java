package io.surgetank.core.configuration;

import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Rate;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.pipeline.Simulation;
import io.surgetank.core.pipeline.Work;
import java.time.Duration;

/// Reads how a pipeline's jobs are processed.
final class WorkSection {
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  static final int DEFAULT_BATCH = 10;
  static final int MAX_BATCH = 10_000;
  static final int DEFAULT_CONCURRENCY = 8;
  static final int MAX_CONCURRENCY = 1000;

  /// AWS recommends a visibility timeout of six times the function's timeout; the same applies
  /// here.
  static final int LEASES_PER_TIMEOUT = 6;

  /// No lease is longer: SQS hides a message for 12 hours at most.
  private static final Duration MAX_LEASE = RetryPolicy.MAX_WAIT;

  /// A short burst keeps the rate even with late timer ticks, and is too short to matter to a
  /// receiver.
  private static final Duration BURST = Duration.ofMillis(100);

  private final YamlMap map;

  WorkSection(YamlMap map) {
    this.map = map;
  }

  Work read() {
    var handler = HandlerSection.read(map);
    var bounded =
        Durations.positive()
            .where(
                value -> value.compareTo(MAX_LEASE) <= 0,
                "is more than 12h, the SQS visibility timeout limit",
                "use at most 12h");
    var timeout = map.optional("timeout", bounded, DEFAULT_TIMEOUT);
    var lease = map.optional("lease", bounded, defaultLease(timeout));
    if (lease.compareTo(timeout) < 0 && !map.isInvalid("timeout")) {
      map.error(
          "lease",
          Durations.written(lease)
              + " is shorter than the timeout of "
              + Durations.written(timeout)
              + ": a job would be delivered twice",
          "use at least the timeout, or omit it for six times the timeout");
      lease = defaultLease(timeout);
    }
    var batch = map.optional("batch", CountParser.between(1, MAX_BATCH), DEFAULT_BATCH);
    var concurrency =
        map.optional("concurrency", CountParser.between(1, MAX_CONCURRENCY), DEFAULT_CONCURRENCY);
    var rate = map.optional("rate", RateParser.withBurstOf(BURST), Rate.UNLIMITED);
    var ordering =
        map.value("orderingKey", TextParser::member)
            .<Ordering>map(Ordering.ByMember::new)
            .orElse(Ordering.NONE);
    var simulate = simulation(map.section("simulate"));
    if (!map.isInvalid("timeout")) checkDelay(simulate, timeout);
    map.refuseOthers();
    return new Work(handler, timeout, lease, batch, concurrency, rate, ordering, simulate);
  }

  private static Duration defaultLease(Duration timeout) {
    var lease = timeout.multipliedBy(LEASES_PER_TIMEOUT);
    return lease.compareTo(MAX_LEASE) < 0 ? lease : MAX_LEASE;
  }

  private static Simulation simulation(YamlMap map) {
    var delay = map.optional("delay", DelayParser::read, DelayParser.NONE);
    var failures = map.optional("failures", PercentParser::read, 0.0);
    var seed = map.optional("seed", CountParser.between(0L, 999_999_999_999_999_999L), 0L);
    map.refuseOthers();
    return new Simulation(delay.least(), delay.most(), failures, seed);
  }

  private void checkDelay(Simulation simulate, Duration timeout) {
    if (simulate.minDelay().isZero() || simulate.minDelay().compareTo(timeout) < 0) return;
    map.error(
        "simulate",
        "the minimum delay is "
            + Durations.written(simulate.minDelay())
            + ", so every attempt would exceed its timeout of "
            + Durations.written(timeout),
        "shorten the delay or lengthen the timeout");
  }
}
