package io.surgetank.core.store;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.OrderingKey;
import java.util.List;
import java.util.Optional;

/// A job to be stored, with the names its client gave to it (none, one of a kind, or one of each).
///
/// @param fingerprint equal for equal payloads; empty when there is no key, because nothing is
///   compared then
/// @param orderingKey what it has in common with the jobs that it waits for, if its pipeline orders
/// @param batch what it is an element of, if it has a key of that kind
public record Submission(
    Job job,
    List<JobKey> keys,
    String fingerprint,
    Optional<OrderingKey> orderingKey,
    Optional<KeyedBatch> batch) {
  public Submission {
    keys = List.copyOf(keys);
    if (keys.isEmpty() != fingerprint.isEmpty())
      throw new IllegalArgumentException("a submission has a fingerprint when it has a key");
  }

  public static Submission withoutKeys(Job job) {
    return withKeys(job, List.of(), "");
  }

  /// A submission that waits for no other.
  public static Submission withKeys(Job job, List<JobKey> keys, String fingerprint) {
    return new Submission(job, keys, fingerprint, Optional.empty(), Optional.empty());
  }

  /// The same, waiting for those before it that have this key.
  public Submission behind(OrderingKey key) {
    return new Submission(job, keys, fingerprint, Optional.of(key), batch);
  }

  /// The same as an element of a batch; one of its keys says which.
  public Submission in(KeyedBatch of) {
    return new Submission(job, keys, fingerprint, orderingKey, Optional.of(of));
  }
}
