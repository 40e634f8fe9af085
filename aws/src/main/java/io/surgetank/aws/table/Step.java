package io.surgetank.aws.table;

import io.surgetank.event.Event;
import io.surgetank.job.PipelineName;
import java.util.ArrayList;
import java.util.List;

/// One change of one job: written whole or not at all, and told when it is written.
record Step(Card before, Card after, Delta delta, List<Event> events) {
  Step {
    events = List.copyOf(events);
  }

  static Step none(Card card) {
    return new Step(card, card, Delta.nothing(card.job().pipeline()), List.of());
  }

  /// This step and the next as one write.
  Step then(Life next, Delta more, Event event) {
    var told = new ArrayList<>(events);
    told.add(event);
    var card = new Card(after.submission(), next, before.version() + 1, false);
    return new Step(before, card, delta.plus(more), told);
  }

  PipelineName pipeline() {
    return before.job().pipeline();
  }

  /// Whether the time of the record's end is set or taken away by this.
  boolean movesTheEnd() {
    return before.life().endedAt().isPresent() != after.life().endedAt().isPresent();
  }
}
