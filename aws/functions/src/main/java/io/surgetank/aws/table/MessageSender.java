package io.surgetank.aws.table;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.OrderingKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sends messages about jobs.
public interface MessageSender {
  /// What a message is made from.
  ///
  /// @param round how often the job was redriven: each round has a message of its own
  record OutgoingMessage(Job job, int round, Optional<OrderingKey> orderingKey) {}

  /// Sends one message for each, in their order, and answers whose could not be sent. Never throws
  /// for what the queue does: a message that may have been sent and may not have been counts as not
  /// sent.
  Set<JobId> unsent(List<OutgoingMessage> notices);
}
