package io.surgetank.aws.table;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Sends new messages for waiting jobs that have none: the receiver ended between the record and
/// the message, or SQS must have deleted the message, because it keeps none longer than the queue's
/// retention. Reads the index in pages, and continues where the last call ended.
///
/// A receiver does not record that it has sent a message: the start of the attempt shows it. Until
/// then a missing message looks like one that waits. It is missing when no message waits in the
/// queue, or when a job has ended that was accepted later. So a long queue alone causes no
/// messages; a job that was overtaken is sent again, once, which its record makes harmless.
public final class MessageResender {
  /// A receiver that has not sent the message by then will not send it. Queues do not keep the
  /// order more exactly than this.
  static final Duration GRACE = Duration.ofMinutes(1);

  /// Clocks differ, and a message may have been sent later than recorded.
  static final Duration MARGIN = Duration.ofHours(1);

  /// Jobs read from each partition in one call.
  static final int PAGE_SIZE = 200;

  /// Read separately: many jobs that wait for their next attempt do not delay the search for
  /// messages that were never sent.
  private static final List<List<Status>> WAITING =
      List.of(List.of(Status.PENDING, Status.PROCESSING), List.of(Status.RETRYING));

  /// Read together, so that jobs with the same ordering key are sent in the order of acceptance.
  private static final List<List<Status>> ORDERED =
      List.of(List.of(Status.PENDING, Status.PROCESSING, Status.RETRYING));

  /// End states that a message leads to.
  private static final List<Status> DELIVERED = List.of(Status.PROCESSED, Status.DEAD);

  private final JobTable jobTable;
  private final Outbox outbox;
  private final Map<Listing, String> cursors = new ConcurrentHashMap<>();

  private record Listing(PipelineName pipeline, List<Status> statuses) {}

  MessageResender(JobTable jobTable, Outbox outbox) {
    this.jobTable = jobTable;
    this.outbox = outbox;
  }

  /// Reads the next page of each partition, and returns how many messages were sent: in the order
  /// of acceptance, so that jobs with the same ordering key stay in it. If some jobs cannot be
  /// read, the messages of the others are sent before it throws.
  public int resend(PipelineName pipeline, QueueState queueState) {
    var jobIndex = new JobIndex(jobTable);
    // A repeated message of an earlier one would have no effect, and its job would count as sent.
    Duration age = GRACE.plus(queueState.deduplication());
    Instant unsentUntil = latestDelivery(jobIndex, pipeline, queueState).minus(age);
    Instant deletedUntil = jobTable.now().minus(queueState.retention()).minus(MARGIN);
    var limits = new Limits(unsentUntil, deletedUntil);
    int sent = 0;
    @Nullable RuntimeException failure = null;
    for (List<Status> statuses : queueState.isFifo() ? ORDERED : WAITING)
      try {
        sent += resend(jobIndex, new Listing(pipeline, statuses), limits);
      } catch (RuntimeException unread) {
        if (failure == null) failure = unread;
        else failure.addSuppressed(unread);
      }
    if (failure != null) throw failure;
    return sent;
  }

  /// @param unsent messages of jobs that were accepted before this time were not sent
  /// @param deleted messages that were sent before this time are deleted
  private record Limits(Instant unsent, Instant deleted) {
    Instant later() {
      return unsent.isAfter(deleted) ? unsent : deleted;
    }
  }

  private int resend(JobIndex jobIndex, Listing listing, Limits limits) {
    var missing = new ArrayList<JobItem>();
    for (JobItem jobItem : jobTable.items(page(jobIndex, listing, limits.later())).values()) {
      Instant sentAt = jobItem.jobExecutionState().sentAt();
      if (!isWaiting(jobItem)) continue;
      if (jobItem.unsent() && sentAt.isBefore(limits.unsent())) missing.add(jobItem);
      else if (sentAt.isBefore(limits.deleted())) addMarked(jobItem, missing);
    }
    return missing.size() - outbox.sendAndMark(missing).size();
  }

  /// The queue has delivered the messages of jobs that were sent before this time, with few
  /// exceptions.
  private Instant latestDelivery(JobIndex jobIndex, PipelineName pipeline, QueueState queueState) {
    if (queueState.waiting() == 0) return jobTable.now();
    List<String> ended = jobIndex.partitions(List.of(pipeline), DELIVERED);
    return jobIndex.newest(ended, Instant.EPOCH, JobIndex.LAST, 1).stream()
        .map(JobId::acceptedAt)
        // The clock of a receiver may be ahead.
        .map(accepted -> accepted.isBefore(jobTable.now()) ? accepted : jobTable.now())
        .findFirst()
        .orElse(Instant.EPOCH);
  }

  /// The next jobs that were accepted by `until`, up to the first end of a full page: there may be
  /// older ones after that than those of the other pages.
  private List<JobId> page(JobIndex jobIndex, Listing listing, Instant until) {
    String after = cursors.getOrDefault(listing, "");
    var ids = new LinkedHashSet<JobId>();
    String last = JobIndex.LAST;
    for (String partition : jobIndex.listed(List.of(listing.pipeline()), listing.statuses())) {
      List<JobId> page = jobIndex.oldest(partition, after, until, PAGE_SIZE);
      ids.addAll(page);
      if (page.size() < PAGE_SIZE) continue;
      String end = page.getLast().toString();
      if (end.compareTo(last) < 0) last = end;
    }
    if (last.equals(JobIndex.LAST)) cursors.remove(listing);
    else cursors.put(listing, last);
    String limit = last;
    return ids.stream().filter(id -> id.toString().compareTo(limit) <= 0).toList();
  }

  private boolean isWaiting(JobItem jobItem) {
    boolean isLeased =
        jobItem.status() == Status.PROCESSING
            && jobItem.jobExecutionState().leasedUntil().isAfter(jobTable.now());
    return !jobItem.status().isEnd() && !isLeased;
  }

  /// Unless the job has changed since it was read.
  private void addMarked(JobItem jobItem, List<JobItem> marked) {
    Transition transition = Transitions.resend(jobItem, jobTable.now());
    if (jobTable.commit(transition)) marked.add(transition.after());
  }
}
