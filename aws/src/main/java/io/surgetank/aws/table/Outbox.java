package io.surgetank.aws.table;

import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
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

  private final Table table;
  private final Sending sending;

  Outbox(Table table, Sending sending) {
    this.table = table;
    this.sending = sending;
  }

  /// Sends a message for each and answers whose could not be sent.
  Set<JobId> send(Collection<Card> cards) {
    if (cards.isEmpty()) return Set.of();
    Set<JobId> unsent = sending.unsent(cards.stream().map(Card::notice).toList());
    var marks = new ArrayList<Callable<Job>>();
    for (Card card : cards) if (!unsent.contains(card.job().id())) marks.add(() -> mark(card));
    Lines.together(marks);
    return unsent;
  }

  private Job mark(Card card) {
    try {
      table.sent(card.job().id(), card.life().round());
    } catch (UncheckedIOException unmarked) {
      // Sent it is. At worst the sweeper sends it again, and the worker knows it by its record.
      return card.job();
    }
    return card.job();
  }

  /// Sends what has stood here for longer than a receiver takes; answers how many of each pipeline
  /// were sent.
  public Map<PipelineName, Long> sweep() {
    List<JobId> ids = new Lines(table).unsent(table.now().minus(GRACE), MAX_A_TURN);
    List<Card> cards =
        table.cards(ids).values().stream()
            .filter(card -> card.unsent() && !card.status().isEnd())
            .toList();
    Set<JobId> unsent = send(cards);
    return cards.stream()
        .map(Card::job)
        .filter(job -> !unsent.contains(job.id()))
        .collect(Collectors.groupingBy(Job::pipeline, Collectors.counting()));
  }
}
