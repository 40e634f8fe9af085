package io.surgetank.core.store;

import io.surgetank.core.job.JobKey;

/// A keyed batch, as each of its submissions names it. Its key names all of it: how many
/// submissions, which, and in which order. It is kept as long as a job of it is.
///
/// @param key of the kind `IDEMPOTENCY_KEY`
/// @param fingerprint equal for batches of equal payloads in the same order
/// @param size how many submissions it has, the unfit ones counted
public record KeyedBatch(JobKey key, String fingerprint, int size) {
  public KeyedBatch {
    if (key.kind() != JobKey.Kind.IDEMPOTENCY_KEY)
      throw new IllegalArgumentException("a batch is named by an Idempotency-Key");
    if (fingerprint.isEmpty() || size < 1)
      throw new IllegalArgumentException("a batch has a fingerprint and submissions");
  }
}
