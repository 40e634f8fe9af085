package io.surgetank.proof.soak;

import io.surgetank.proof.server.ProcessUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads what a server uses.
///
/// CPU time and latency are of the time since the last sample.
final class SoakSampler {
  private final ProcessUsage usage;
  private final Path data;
  private final MeasuredClient client;
  private Duration cpuBefore;
  private long requestsBefore;

  SoakSampler(ProcessUsage usage, Path data, MeasuredClient client) {
    this.usage = usage;
    this.data = data;
    this.client = client;
    this.cpuBefore = usage.cpu();
  }

  Map<SoakMeasure, Long> sample() throws IOException {
    var sample = new EnumMap<SoakMeasure, Long>(SoakMeasure.class);
    // Before the collection of garbage, which takes CPU time and delays requests.
    sample.put(SoakMeasure.CPU, cpuMicrosPerRequest());
    sample.put(SoakMeasure.LATENCY, client.latencyMicros());
    sample.put(SoakMeasure.HEAP, usage.liveHeapBytes() / 1_024);
    sample.put(SoakMeasure.RESIDENT, usage.residentBytes() / 1_024);
    sample.put(SoakMeasure.THREADS, usage.threads());
    sample.put(SoakMeasure.DESCRIPTORS, usage.descriptors());
    List<Long> sizes = fileSizes();
    sample.put(SoakMeasure.FILES, (long) sizes.size());
    sample.put(SoakMeasure.DATA, sizes.stream().mapToLong(Long::longValue).sum() / 1_024);
    cpuBefore = usage.cpu();
    return sample;
  }

  private long cpuMicrosPerRequest() {
    long requests = client.requests();
    long micros = usage.cpu().minus(cpuBefore).toNanos() / 1_000;
    long perRequest = micros / Math.max(1, requests - requestsBefore);
    requestsBefore = requests;
    return perRequest;
  }

  private List<Long> fileSizes() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.map(SoakSampler::size).toList();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException removedMeanwhile) {
      return 0;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
