package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A server's process and its descendants: a peer's PostgreSQL counts as part of the peer.
record ProcessTree(ProcessHandle root) {
  private static final long TICKS_PER_SECOND = 100;

  static ProcessTree of(BenchServer benchServer) {
    return new ProcessTree(benchServer.process().toHandle());
  }

  private List<ProcessHandle> all() {
    return Stream.concat(Stream.of(root), root.descendants()).toList();
  }

  /// User and system time of all, including ended ones.
  Duration cpu() {
    long ticks = 0;
    for (ProcessHandle each : all()) ticks += ticks(Path.of("/proc/" + each.pid() + "/stat"));
    return Duration.ofNanos(ticks * 1_000_000_000L / TICKS_PER_SECOND);
  }

  private static long ticks(Path stat) {
    try {
      String text = Files.readString(stat);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      // utime, stime, cutime, cstime: fields 14 to 17 of proc(5).
      for (int i = 11; i < 15; i++) ticks += Long.parseLong(fields[i]);
      return ticks;
    } catch (IOException ended) {
      return 0;
    }
  }

  /// Proportional set size: shared memory is divided among its processes.
  long megabytes() {
    long kilobytes = 0;
    for (ProcessHandle each : all())
      kilobytes += kilobytes("/proc/" + each.pid() + "/smaps_rollup");
    return kilobytes / 1024;
  }

  private static long kilobytes(String file) {
    try {
      return Long.parseLong(Machine.value(file, "Pss:").split(" ", -1)[0]);
    } catch (IOException ended) {
      return 0;
    }
  }
}
