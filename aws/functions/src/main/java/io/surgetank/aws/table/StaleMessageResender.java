package io.surgetank.aws.table;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Sends new messages for jobs that wait although SQS must have deleted their message: SQS keeps
/// none longer than the queue's retention. Each job is sent at most once in that time, so a long
/// queue alone causes no messages. Reads the index in pages, and continues where the last call
/// ended.
public final class StaleMessageResender {
  /// Clocks differ, and a message may have been sent later than recorded.
  static final Duration MARGIN = Duration.ofHours(1);

  /// Jobs read from each partition in one call.
  static final int PAGE_SIZE = 200;

  private static final List<Status> WAITING =
      List.of(Status.PENDING, Status.PROCESSING, Status.RETRYING);

  private final JobTable jobTable;
  private final Outbox outbox;
  private final Map<PipelineName, String> cursors = new ConcurrentHashMap<>();

  StaleMessageResender(JobTable jobTable, Outbox outbox) {
    this.jobTable = jobTable;
    this.outbox = outbox;
  }

  /// Reads the next page of each partition, and returns how many messages were sent: in the order
  /// of acceptance, so that jobs with the same ordering key stay in it.
  ///
  /// @param retention how long the pipeline's queue keeps a message
  public int resend(PipelineName pipeline, Duration retention) {
    Instant until = jobTable.now().minus(retention).minus(MARGIN);
    var jobIndex = new JobIndex(jobTable);
    List<JobItem> marked =
        jobTable.items(page(jobIndex, pipeline, until)).values().stream()
            .filter(jobItem -> isStale(jobItem, until))
            .map(this::mark)
            .flatMap(Optional::stream)
            .toList();
    return marked.size() - outbox.send(marked).size();
  }

  /// The next jobs that were accepted by `until`, up to the first end of a full page: there may be
  /// older ones after that than those of the other pages.
  private List<JobId> page(JobIndex jobIndex, PipelineName pipeline, Instant until) {
    String after = cursors.getOrDefault(pipeline, "");
    var ids = new LinkedHashSet<JobId>();
    String last = JobIndex.LAST;
    for (String partition : jobIndex.partitions(List.of(pipeline), WAITING)) {
      List<JobId> page = jobIndex.oldest(partition, after, until, PAGE_SIZE);
      ids.addAll(page);
      if (page.size() < PAGE_SIZE) continue;
      String end = page.getLast().toString();
      if (end.compareTo(last) < 0) last = end;
    }
    if (last.equals(JobIndex.LAST)) cursors.remove(pipeline);
    else cursors.put(pipeline, last);
    String limit = last;
    return ids.stream().filter(id -> id.toString().compareTo(limit) <= 0).toList();
  }

  private boolean isStale(JobItem jobItem, Instant until) {
    boolean isLeased =
        jobItem.status() == Status.PROCESSING
            && jobItem.jobExecutionState().leasedUntil().isAfter(jobTable.now());
    return !jobItem.status().isEnd()
        && !isLeased
        && jobItem.jobExecutionState().sentAt().isBefore(until);
  }

  /// Empty when the job has changed since it was read.
  private Optional<JobItem> mark(JobItem jobItem) {
    Transition transition = Transitions.resend(jobItem, jobTable.now());
    return jobTable.commit(transition) ? Optional.of(transition.after()) : Optional.empty();
  }
}
