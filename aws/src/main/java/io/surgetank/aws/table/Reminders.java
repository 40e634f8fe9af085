package io.surgetank.aws.table;

import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Status;
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
public final class Reminders {
  /// Nobody's clock is exact, and a message may have been sent later than was written.
  static final Duration MARGIN = Duration.ofHours(1);

  /// Of each line, in one turn.
  static final int A_PIECE = 200;

  private static final List<Status> WAITING =
      List.of(Status.PENDING, Status.PROCESSING, Status.RETRYING);

  private final Table table;
  private final Outbox outbox;
  private final Map<String, String> places = new ConcurrentHashMap<>();

  Reminders(Table table, Outbox outbox) {
    this.table = table;
    this.outbox = outbox;
  }

  /// Answers how many were sent.
  ///
  /// @param kept how long the pipeline's queue keeps a message
  public int turn(PipelineName pipeline, Duration kept) {
    Instant until = table.now().minus(kept).minus(MARGIN);
    var lines = new Lines(table);
    var due = new ArrayList<Card>();
    for (String line : lines.of(List.of(pipeline), WAITING))
      for (Card card : table.cards(piece(lines, line, until)).values())
        if (isForgotten(card, until)) due.add(card);
    List<Card> reminded = due.stream().map(this::remind).flatMap(Optional::stream).toList();
    return reminded.size() - outbox.send(reminded).size();
  }

  /// Jobs accepted by then, the oldest first.
  private List<JobId> piece(Lines lines, String line, Instant until) {
    String after = places.getOrDefault(line, "");
    List<JobId> ids = lines.oldest(line, after, until, A_PIECE);
    if (ids.size() < A_PIECE) places.remove(line);
    else places.put(line, ids.getLast().toString());
    return ids;
  }

  private boolean isForgotten(Card card, Instant until) {
    boolean isWorked =
        card.status() == Status.PROCESSING && card.life().leasedUntil().isAfter(table.now());
    return !card.status().isEnd() && !isWorked && card.life().sentAt().isBefore(until);
  }

  /// Empty when somebody else has the job meanwhile.
  private Optional<Card> remind(Card card) {
    Step step = Steps.remind(card, table.now());
    return table.commit(step) ? Optional.of(step.after()) : Optional.empty();
  }
}
