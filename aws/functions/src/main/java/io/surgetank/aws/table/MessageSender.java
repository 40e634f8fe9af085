package io.surgetank.aws.table;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.OrderingKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sends the messages of jobs.
public interface MessageSender {
  /// A message to send.
  ///
  /// @param round how often the job was redriven: each round has a new message
  record OutgoingMessage(Job job, int round, Optional<OrderingKey> orderingKey) {}

  /// Sends the messages in order, and returns the jobs whose message could not be sent. Does not
  /// throw if the queue fails: a message that may or may not have been sent counts as not sent.
  Set<JobId> sendAndReturnUnsent(List<OutgoingMessage> messages);
}
