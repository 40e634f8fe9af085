package io.surgetank.core.api;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.TokenBucket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/// The intake rates of the pipelines of one path, each with its token bucket.
final class IntakeRateLimiter {
  private final Map<PipelineName, TokenBucket> buckets = new HashMap<>();
  private final LongSupplier nanoTime;
  private final boolean isLimited;

  IntakeRateLimiter(List<Pipeline> pipelines, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.isLimited = pipelines.stream().anyMatch(IntakeRateLimiter::isLimited);
    for (Pipeline pipeline : pipelines)
      buckets.put(pipeline.name(), new TokenBucket(pipeline.intake().rate(), nanoTime.getAsLong()));
  }

  /// Takes a permit of the pipeline's rate, or reports how long to wait for one.
  SubmissionRateLimiter.Permit tryAcquire(Pipeline pipeline) {
    TokenBucket bucket = Objects.requireNonNull(buckets.get(pipeline.name()));
    long now = nanoTime.getAsLong();
    return bucket.tryTake(now)
        ? new SubmissionRateLimiter.Permit.Taken(bucket)
        : new SubmissionRateLimiter.Permit.Denied(bucket.waitAt(now));
  }

  /// Whether any of the pipelines has a rate.
  boolean isLimited() {
    return isLimited;
  }

  static boolean isLimited(Pipeline pipeline) {
    return !pipeline.intake().rate().isUnlimited();
  }
}
