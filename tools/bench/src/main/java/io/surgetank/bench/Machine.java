package io.surgetank.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Describes the hardware and software, without names of the machine.
final class Machine {
  private Machine() {}

  static String description() throws IOException {
    return "%d cores (%s), %d GB memory, Linux %s, JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            value("/proc/cpuinfo", "model name"),
            Math.round(Long.parseLong(value("/proc/meminfo", "MemTotal").split(" ", -1)[0]) / 1e6),
            System.getProperty("os.version"),
            Runtime.version());
  }

  /// The version of the newest PostgreSQL.
  static String postgres() throws IOException {
    try (var all = Files.list(Path.of("/usr/lib/postgresql"))) {
      Path newest =
          all.max(Comparator.comparing(path -> path.getFileName().toString())).orElseThrow();
      var process =
          new ProcessBuilder(newest.resolve("bin/postgres").toString(), "--version").start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  /// The value of the first line `key: value` of a kernel file.
  static String value(String file, String key) throws IOException {
    for (String line : Files.readAllLines(Path.of(file)))
      if (line.startsWith(key)) return line.substring(line.indexOf(':') + 1).strip();
    return "0";
  }
}
