package io.surgetank.aws.table;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.PipelineName;
import java.util.ArrayList;
import java.util.List;

/// A change of a job: written completely or not at all. Its events are published once it is
/// written.
record Transition(JobItem before, JobItem after, CounterDelta counterDelta, List<Event> events) {
  Transition {
    events = List.copyOf(events);
  }

  static Transition none(JobItem jobItem) {
    return new Transition(
        jobItem, jobItem, CounterDelta.nothing(jobItem.job().pipeline()), List.of());
  }

  /// This transition and the next as one write.
  Transition then(JobExecutionState next, CounterDelta more, Event event) {
    var all = new ArrayList<>(events);
    all.add(event);
    return new Transition(before, before.with(next), counterDelta.plus(more), all);
  }

  PipelineName pipeline() {
    return before.job().pipeline();
  }

  /// Whether it sets or removes the time at which the record expires.
  boolean changesExpiry() {
    return before.jobExecutionState().endedAt().isPresent()
        != after.jobExecutionState().endedAt().isPresent();
  }
}
