package io.surgetank.aws.table;

import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import java.util.List;
import java.util.Set;

/// Sends messages about jobs.
public interface Sending {
  /// Sends one message for each job and answers whose message could not be sent. Never throws for
  /// what the queue does: a message that may have been sent and may not have been counts as not
  /// sent.
  Set<JobId> unsent(List<Job> jobs);
}
