package io.surgetank.core.store;

import io.surgetank.core.job.JobKey;

/// A batch with a key. The key identifies the number, the content and the order of its submissions.
/// It is kept as long as any of its jobs.
///
/// @param key of the kind `IDEMPOTENCY_KEY`
/// @param fingerprint equal for batches of equal payloads in the same order
/// @param size the number of submissions, including invalid ones
public record KeyedBatch(JobKey key, String fingerprint, int size) {
  public KeyedBatch {
    if (key.kind() != JobKey.Kind.IDEMPOTENCY_KEY)
      throw new IllegalArgumentException("a batch's key must be an Idempotency-Key");
    if (fingerprint.isEmpty() || size < 1)
      throw new IllegalArgumentException("a batch must have a fingerprint and submissions");
  }
}
