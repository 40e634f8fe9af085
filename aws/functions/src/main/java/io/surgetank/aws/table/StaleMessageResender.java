package io.surgetank.aws.table;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Reminds of jobs that wait although their message must be gone: SQS keeps none longer than its
/// queue's retention. Each is sent again at most once in that time, so a long queue alone gives
/// nothing to send. Goes through the lists a piece at a time, on from where it stood.
public final class StaleMessageResender {
  /// Nobody's clock is exact, and a message may have been sent later than was written.
  static final Duration MARGIN = Duration.ofHours(1);

  /// Of each line, in one turn.
  static final int A_PIECE = 200;

  private static final List<Status> WAITING =
      List.of(Status.PENDING, Status.PROCESSING, Status.RETRYING);

  private final JobTable jobTable;
  private final Outbox outbox;
  private final Map<String, String> places = new ConcurrentHashMap<>();

  StaleMessageResender(JobTable jobTable, Outbox outbox) {
    this.jobTable = jobTable;
    this.outbox = outbox;
  }

  /// Answers how many were sent.
  ///
  /// @param kept how long the pipeline's queue keeps a message
  public int turn(PipelineName pipeline, Duration kept) {
    Instant until = jobTable.now().minus(kept).minus(MARGIN);
    var jobIndex = new JobIndex(jobTable);
    var due = new ArrayList<JobItem>();
    for (String line : jobIndex.of(List.of(pipeline), WAITING))
      for (JobItem jobItem : jobTable.cards(piece(jobIndex, line, until)).values())
        if (isForgotten(jobItem, until)) due.add(jobItem);
    List<JobItem> reminded = due.stream().map(this::remind).flatMap(Optional::stream).toList();
    return reminded.size() - outbox.send(reminded).size();
  }

  /// Jobs accepted by then, the oldest first.
  private List<JobId> piece(JobIndex jobIndex, String line, Instant until) {
    String after = places.getOrDefault(line, "");
    List<JobId> ids = jobIndex.oldest(line, after, until, A_PIECE);
    if (ids.size() < A_PIECE) places.remove(line);
    else places.put(line, ids.getLast().toString());
    return ids;
  }

  private boolean isForgotten(JobItem jobItem, Instant until) {
    boolean isWorked =
        jobItem.status() == Status.PROCESSING
            && jobItem.jobState().leasedUntil().isAfter(jobTable.now());
    return !jobItem.status().isEnd() && !isWorked && jobItem.jobState().sentAt().isBefore(until);
  }

  /// Empty when somebody else has the job meanwhile.
  private Optional<JobItem> remind(JobItem jobItem) {
    Transition transition = Transitions.remind(jobItem, jobTable.now());
    return jobTable.commit(transition) ? Optional.of(transition.after()) : Optional.empty();
  }
}
