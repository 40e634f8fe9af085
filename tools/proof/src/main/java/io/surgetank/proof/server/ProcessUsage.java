package io.surgetank.proof.server;

import io.surgetank.proof.campaign.ChildProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// The resources that a server process uses. Reads `/proc`; the heap with `jcmd`.
public record ProcessUsage(ProcessHandle process) {
  private static final String TOTAL = "Total ";

  /// User and system time since its start.
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  public long residentBytes() throws IOException {
    return kilobytes("VmRSS:") * 1024;
  }

  /// The largest since its start.
  public long peakResidentBytes() throws IOException {
    return kilobytes("VmHWM:") * 1024;
  }

  /// Platform threads, those of the JVM included.
  public long threads() throws IOException {
    return kilobytes("Threads:");
  }

  /// The first number of a line.
  private long kilobytes(String key) throws IOException {
    for (String line : Files.readAllLines(folder().resolve("status")))
      if (line.startsWith(key))
        return Long.parseLong(line.substring(key.length()).strip().split(" ", -1)[0]);
    throw new IOException("the process has ended");
  }

  /// Its open files and sockets.
  public long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(folder().resolve("fd"))) {
      return open.count();
    }
  }

  private Path folder() {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  /// Collects all garbage, which stops the process for some ten milliseconds, and returns the size
  /// of all reachable objects.
  public long liveHeapBytes() throws IOException {
    Process jcmd =
        ChildProcesses.start(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(process.pid()),
                    "GC.class_histogram")
                .redirectErrorStream(true));
    String histogram =
        new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    String last = histogram.substring(histogram.lastIndexOf('\n') + 1);
    if (!last.startsWith(TOTAL)) throw new IOException("jcmd failed: " + last);
    return Long.parseLong(last.substring(last.lastIndexOf(' ') + 1));
  }
}
