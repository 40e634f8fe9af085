package io.surgetank.aws.table;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/// Sends the messages of jobs. A job is stored as unsent. The start of its attempt removes that
/// mark; so does [#sendAndMark], for a message that replaces one which may be missing.
record Outbox(JobTable jobTable, MessageSender messageSender) {
  /// Sends a message for each job, in the order of acceptance, and returns those whose message
  /// could not be sent.
  Set<JobId> send(Collection<JobItem> items) {
    if (items.isEmpty()) return Set.of();
    return messageSender.sendAndReturnUnsent(
        items.stream()
            .sorted(Comparator.comparing(jobItem -> jobItem.job().id()))
            .map(JobItem::outgoingMessage)
            .toList());
  }

  /// The same, and removes the marks of those that were sent.
  Set<JobId> sendAndMark(Collection<JobItem> items) {
    Set<JobId> unsent = send(items);
    var marks = new ArrayList<Callable<Job>>();
    for (JobItem jobItem : items)
      if (!unsent.contains(jobItem.job().id())) marks.add(() -> mark(jobItem));
    List<Job> _ = JobIndex.concurrently(marks);
    return unsent;
  }

  private Job mark(JobItem jobItem) {
    try {
      jobTable.sent(jobItem.job().id(), jobItem.jobExecutionState().round());
    } catch (UncheckedIOException unmarked) {
      // It is sent. At worst the sweeper sends it again, which the record makes harmless.
      return jobItem.job();
    }
    return jobItem.job();
  }
}
