package io.surgetank.proof.overload;

import io.surgetank.bench.clients.ReceivedResponse;
import io.surgetank.bench.clients.ResponseRecorder;

/// Counts the responses to submissions, and their latencies in microseconds. For one thread at a
/// time.
final class SubmissionRecorder implements ResponseRecorder {
  private static final int ACCEPTED = 202;
  private static final int RATE_LIMITED = 429;
  private static final int UNAVAILABLE = 503;

  private final AcknowledgedJobs acknowledged;
  private final WindowedLatency accepted = new WindowedLatency();
  private final WindowedLatency refused = new WindowedLatency();
  private long rateLimited;
  private long withoutRetryAfter;
  private long failed;

  SubmissionRecorder(AcknowledgedJobs acknowledged) {
    this.acknowledged = acknowledged;
  }

  @Override
  public void received(ReceivedResponse response, double millis) {
    switch (response.status()) {
      case ACCEPTED -> {
        accepted.record(micros(millis), System.nanoTime());
        acknowledged.add(response.field("location").orElseThrow());
      }
      case RATE_LIMITED, UNAVAILABLE -> {
        refused.record(micros(millis), System.nanoTime());
        if (response.status() == RATE_LIMITED) rateLimited++;
        if (response.field("retry-after").isEmpty()) withoutRetryAfter++;
      }
      default -> failed++;
    }
  }

  private static long micros(double millis) {
    return Math.round(millis * 1_000);
  }

  @Override
  public void failed(double millis) {
    failed++;
  }

  /// Adds what another one has recorded.
  void add(SubmissionRecorder other) {
    accepted.add(other.accepted);
    refused.add(other.refused);
    rateLimited += other.rateLimited;
    withoutRetryAfter += other.withoutRetryAfter;
    failed += other.failed;
  }

  /// The latency that this share of the accepted submissions did not exceed.
  long acceptedMicros(double percentile) {
    return accepted.percentile(percentile);
  }

  long acceptedMaxMicros() {
    return accepted.max();
  }

  /// The latency that this share of the refused submissions did not exceed.
  long refusedMicros(double percentile) {
    return refused.percentile(percentile);
  }

  ResponseCounts counts() {
    return new ResponseCounts(
        accepted.count(), refused.count() - rateLimited, rateLimited, withoutRetryAfter, failed);
  }
}
