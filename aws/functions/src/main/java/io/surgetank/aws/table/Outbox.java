package io.surgetank.aws.table;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// Ensures that every pending job has a message. The mark is written with the job and removed when
/// the message is sent; after any failure between the two, the sweeper finds the mark.
public final class Outbox {
  /// A receiver that has not sent the message by then will not send it.
  static final Duration GRACE = Duration.ofMinutes(1);

  /// Most messages that one sweep sends.
  static final int MAX_PER_SWEEP = 1_000;

  private final JobTable jobTable;
  private final MessageSender messageSender;

  Outbox(JobTable jobTable, MessageSender messageSender) {
    this.jobTable = jobTable;
    this.messageSender = messageSender;
  }

  /// Sends a message for each job, in the order of acceptance, and returns those whose message
  /// could not be sent.
  Set<JobId> send(Collection<JobItem> items) {
    if (items.isEmpty()) return Set.of();
    Set<JobId> unsent =
        messageSender.sendAndReturnUnsent(
            items.stream()
                .sorted(Comparator.comparing(jobItem -> jobItem.job().id()))
                .map(JobItem::outgoingMessage)
                .toList());
    var marks = new ArrayList<Callable<Job>>();
    for (JobItem jobItem : items)
      if (!unsent.contains(jobItem.job().id())) marks.add(() -> mark(jobItem));
    JobIndex.concurrently(marks);
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

  /// Sends the messages of jobs that have been marked for longer than a receiver takes; returns how
  /// many were sent for each pipeline.
  public Map<PipelineName, Long> sweep() {
    List<JobId> ids = new JobIndex(jobTable).unsent(jobTable.now().minus(GRACE), MAX_PER_SWEEP);
    List<JobItem> items =
        jobTable.items(ids).values().stream()
            .filter(jobItem -> jobItem.unsent() && !jobItem.status().isEnd())
            .toList();
    Set<JobId> unsent = send(items);
    return items.stream()
        .map(JobItem::job)
        .filter(job -> !unsent.contains(job.id()))
        .collect(Collectors.groupingBy(Job::pipeline, Collectors.counting()));
  }
}
