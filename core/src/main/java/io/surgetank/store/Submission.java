package io.surgetank.store;

import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import java.util.List;

/// A job to be stored, with the names its client gave to it (none, one of a kind, or one of each).
///
/// `fingerprint` is equal for equal payloads; it is empty when there is no key, because nothing is
/// compared then.
public record Submission(Job job, List<JobKey> keys, String fingerprint) {
  public Submission {
    keys = List.copyOf(keys);
    if (keys.isEmpty() != fingerprint.isEmpty())
      throw new IllegalArgumentException("a submission has a fingerprint when it has a key");
  }

  public static Submission withoutKeys(Job job) {
    return new Submission(job, List.of(), "");
  }
}
