package io.surgetank.proof.overload;

import io.surgetank.bench.clients.ReceivedResponse;
import io.surgetank.bench.clients.ResponseRecorder;
import org.HdrHistogram.Histogram;

/// Counts the responses to submissions, and their latencies in microseconds. For one thread at a
/// time.
final class SubmissionRecorder implements ResponseRecorder {
  private static final int DIGITS = 3;
  private static final int ACCEPTED = 202;
  private static final int RATE_LIMITED = 429;
  private static final int UNAVAILABLE = 503;

  private final AcknowledgedJobs acknowledged;
  private final Histogram accepted = new Histogram(DIGITS);
  private final Histogram refused = new Histogram(DIGITS);
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
        accepted.recordValue(micros(millis));
        acknowledged.add(response.field("location").orElseThrow());
      }
      case RATE_LIMITED, UNAVAILABLE -> {
        refused.recordValue(micros(millis));
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
    return accepted.getValueAtPercentile(percentile);
  }

  /// The latency that this share of the refused submissions did not exceed.
  long refusedMicros(double percentile) {
    return refused.getValueAtPercentile(percentile);
  }

  ResponseCounts counts() {
    return new ResponseCounts(
        accepted.getTotalCount(),
        refused.getTotalCount() - rateLimited,
        rateLimited,
        withoutRetryAfter,
        failed);
  }
}
