package io.surgetank.local.eventsource;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/// The trace of an invocation.
final class TraceHeaders {
  private final RandomGenerator random;

  TraceHeaders(RandomGenerator random) {
    this.random = random;
  }

  /// The first message's trace; a batch without one starts an unsampled trace.
  String of(List<PolledMessage> batch, Instant now) {
    return batch.getFirst().trace().orElseGet(() -> root(now));
  }

  private String root(Instant now) {
    return "Root=1-%08x-%08x%016x;Parent=%016x;Sampled=0"
        .formatted(now.getEpochSecond(), random.nextInt(), random.nextLong(), random.nextLong());
  }
}
