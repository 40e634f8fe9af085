package io.surgetank.local.lambda;

import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Ids of invocations, environments and traces.
record LambdaIds(RandomGenerator random) {
  /// A random UUID, version 4.
  String request() {
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(high, low).toString();
  }

  String environment() {
    return hex(16);
  }

  /// Not sampled: local AWS records no traces.
  String trace() {
    return "Root=1-" + hex(4) + "-" + hex(12) + ";Parent=" + hex(8) + ";Sampled=0";
  }

  private String hex(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
