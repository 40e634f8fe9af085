package io.surgetank.aws.table;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.PipelineName;
import java.util.ArrayList;
import java.util.List;

/// One change of one job: written whole or not at all, and told when it is written.
record Transition(JobItem before, JobItem after, CounterDelta counterDelta, List<Event> events) {
  Transition {
    events = List.copyOf(events);
  }

  static Transition none(JobItem jobItem) {
    return new Transition(
        jobItem, jobItem, CounterDelta.nothing(jobItem.job().pipeline()), List.of());
  }

  /// This step and the next as one write.
  Transition then(JobState next, CounterDelta more, Event event) {
    var told = new ArrayList<>(events);
    told.add(event);
    var jobItem = new JobItem(after.submission(), next, before.version() + 1, false);
    return new Transition(before, jobItem, counterDelta.plus(more), told);
  }

  PipelineName pipeline() {
    return before.job().pipeline();
  }

  /// Whether the time of the record's end is set or taken away by this.
  boolean movesTheEnd() {
    return before.jobState().endedAt().isPresent() != after.jobState().endedAt().isPresent();
  }
}
