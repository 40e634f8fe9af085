package io.surgetank.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;

/// How often per second 4 KiB can be appended and synced: the upper bound for a store that syncs
/// each job.
///
/// @param megabytesPerSecond sequential writes of 1 MiB with one sync at the end
record DiskBenchmark(
    double syncsPerSecond, double medianMicros, double p99Micros, double megabytesPerSecond) {
  private static final Duration TIME = Duration.ofSeconds(3);
  private static final int BLOCK = 4096;
  private static final int SEQUENTIAL_MEGABYTES = 512;

  static DiskBenchmark measure(Path folder) throws IOException {
    Path file = folder.resolve("disk");
    var times = new ArrayList<Long>();
    long start = System.nanoTime();
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var block = ByteBuffer.allocateDirect(BLOCK);
      long before = start;
      while (before - start < TIME.toNanos()) {
        var _ = channel.write(block.clear());
        channel.force(false);
        long after = System.nanoTime();
        times.add(after - before);
        before = after;
      }
    }
    Files.delete(file);
    times.sort(null);
    return new DiskBenchmark(
        times.size() * 1e9 / (System.nanoTime() - start),
        times.get(times.size() / 2) / 1e3,
        times.get(times.size() * 99 / 100) / 1e3,
        sequential(file));
  }

  private static double sequential(Path file) throws IOException {
    long start = System.nanoTime();
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var block = ByteBuffer.allocateDirect(1 << 20);
      for (int i = 0; i < SEQUENTIAL_MEGABYTES; i++) {
        var _ = channel.write(block.clear());
      }
      channel.force(false);
    }
    Files.delete(file);
    return SEQUENTIAL_MEGABYTES * 1e9 / (System.nanoTime() - start);
  }

  String summary() {
    return "%,.0f fdatasync/s of 4 KiB, %,.0f MB/s sequential"
        .formatted(syncsPerSecond, megabytesPerSecond);
  }

  String section() {
    return """
    | 4 KiB appended and synced (`FileChannel.force(false)`) | p50 | p99 | 512 MB sequential, synced at the end |
    |--:|--:|--:|--:|
    | %,.0f/s | %.0f µs | %.0f µs | %,.0f MB/s |
    """
        .formatted(syncsPerSecond, medianMicros, p99Micros, megabytesPerSecond);
  }
}
