package io.surgetank.proof.soak;

import io.surgetank.proof.server.ProcessUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

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
    var sizes = DataFolderSizes.of(data);
    sample.put(SoakMeasure.FILES, sizes.files());
    sample.put(SoakMeasure.DATA, sizes.data() / 1_024);
    sample.put(SoakMeasure.AUDIT_LOG, sizes.auditLog() / 1_024);
    sample.put(SoakMeasure.WRITE_AHEAD_LOG, sizes.writeAheadLog() / 1_024);
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
}
