package io.surgetank.core.store;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.OrderingKey;
import java.util.List;
import java.util.Optional;

/// A job to be stored, with its keys (none, one of a kind, or one of each).
///
/// @param fingerprint equal for equal payloads; empty when there is no key, because nothing is
///   compared without a key
/// @param orderingKey of the jobs that it waits for, if its pipeline orders jobs
/// @param batch the batch of which it is an element, if any
public record Submission(
    Job job,
    List<JobKey> keys,
    String fingerprint,
    Optional<OrderingKey> orderingKey,
    Optional<KeyedBatch> batch) {
  public Submission {
    keys = List.copyOf(keys);
    if (keys.isEmpty() != fingerprint.isEmpty())
      throw new IllegalArgumentException(
          "a submission must have a fingerprint exactly when it has a key");
  }

  public static Submission withoutKeys(Job job) {
    return withKeys(job, List.of(), "");
  }

  /// A submission without ordering.
  public static Submission withKeys(Job job, List<JobKey> keys, String fingerprint) {
    return new Submission(job, keys, fingerprint, Optional.empty(), Optional.empty());
  }

  /// The same, ordered after earlier ones with this key.
  public Submission withOrderingKey(OrderingKey key) {
    return new Submission(job, keys, fingerprint, Optional.of(key), batch);
  }

  /// The same as an element of a batch; one of its keys is that of the element.
  public Submission inBatch(KeyedBatch batch) {
    return new Submission(job, keys, fingerprint, orderingKey, Optional.of(batch));
  }
}
