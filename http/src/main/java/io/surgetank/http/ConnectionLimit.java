package io.surgetank.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/// The number of connections for which the process has file descriptors.
final class ConnectionLimit {
  /// For the store's files, jars, and connections that handlers open.
  private static final int RESERVE = 256;

  private ConnectionLimit() {}

  static int maxConnections() {
    int limit = limit(Path.of("/proc/self/limits")).orElse(Integer.MAX_VALUE);
    return Math.clamp(limit - (long) RESERVE, 64, HttpLimits.MAX_CONNECTIONS);
  }

  /// The soft limit, which the JVM raises to the hard limit at its start. Empty if unknown.
  static OptionalInt limit(Path limits) {
    try {
      for (String line : Files.readAllLines(limits))
        if (line.startsWith("Max open files")) {
          String soft = line.substring("Max open files".length()).strip().split("\\s+", 2)[0];
          return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, Long.parseLong(soft)));
        }
    } catch (IOException | NumberFormatException unknown) {
      return OptionalInt.empty();
    }
    return OptionalInt.empty();
  }
}
