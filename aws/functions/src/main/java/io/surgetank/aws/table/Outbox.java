package io.surgetank.aws.table;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// Sees to it that every job that is pending has a message. Written with the job, taken away when
/// the message is sent; whatever breaks between leaves the job here, for the sweeper.
public final class Outbox {
  /// A receiver that has not sent by then is not going to.
  static final Duration GRACE = Duration.ofMinutes(1);

  /// As many as a turn may send.
  static final int MAX_A_TURN = 1_000;

  private final JobTable jobTable;
  private final MessageSender messageSender;

  Outbox(JobTable jobTable, MessageSender messageSender) {
    this.jobTable = jobTable;
    this.messageSender = messageSender;
  }

  /// Sends a message for each and answers whose could not be sent.
  Set<JobId> send(Collection<JobItem> cards) {
    if (cards.isEmpty()) return Set.of();
    Set<JobId> unsent = messageSender.unsent(cards.stream().map(JobItem::notice).toList());
    var marks = new ArrayList<Callable<Job>>();
    for (JobItem jobItem : cards)
      if (!unsent.contains(jobItem.job().id())) marks.add(() -> mark(jobItem));
    JobIndex.together(marks);
    return unsent;
  }

  private Job mark(JobItem jobItem) {
    try {
      jobTable.sent(jobItem.job().id(), jobItem.jobState().round());
    } catch (UncheckedIOException unmarked) {
      // Sent it is. At worst the sweeper sends it again, and the worker knows it by its record.
      return jobItem.job();
    }
    return jobItem.job();
  }

  /// Sends what has stood here for longer than a receiver takes; answers how many of each pipeline
  /// were sent.
  public Map<PipelineName, Long> sweep() {
    List<JobId> ids = new JobIndex(jobTable).unsent(jobTable.now().minus(GRACE), MAX_A_TURN);
    List<JobItem> cards =
        jobTable.cards(ids).values().stream()
            .filter(jobItem -> jobItem.unsent() && !jobItem.status().isEnd())
            .toList();
    Set<JobId> unsent = send(cards);
    return cards.stream()
        .map(JobItem::job)
        .filter(job -> !unsent.contains(job.id()))
        .collect(Collectors.groupingBy(Job::pipeline, Collectors.counting()));
  }
}
