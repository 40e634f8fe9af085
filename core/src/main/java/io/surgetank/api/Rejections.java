package io.surgetank.api;

import io.surgetank.event.Event;
import io.surgetank.job.PipelineName;
import io.surgetank.ledger.Ledger;
import io.surgetank.ledger.Rejection;
import java.util.function.Consumer;

/// Counts each submission that is not accepted, once, and tells it.
record Rejections(Ledger ledger, Consumer<Event> events) {
  void count(PipelineName pipeline, Rejection why, long submissions) {
    ledger.rejected(pipeline, why, submissions);
    events.accept(new Event.Rejected(pipeline, why, submissions));
  }
}
