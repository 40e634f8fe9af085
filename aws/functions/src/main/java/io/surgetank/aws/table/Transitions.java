package io.surgetank.aws.table;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.FinishedAttempt.End;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.State;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.work.Outcome;
import io.surgetank.core.work.RetryDecision;
import java.time.Duration;
import java.time.Instant;

/// What each thing that may happen to a job makes of it. Decides nothing about messages and does no
/// input or output.
final class Transitions {
  private Transitions() {}

  static Transition begin(Transition so, Pipeline pipeline, Instant now) {
    JobState jobState = so.after().jobState().begin(now, pipeline.work().lease());
    Job job = so.after().job();
    var event = new Event.Started(job, jobState.running().orElseThrow());
    return so.then(jobState, CounterDelta.one(pipeline.name(), CounterDelta.STARTED), event);
  }

  /// The running attempt is over with this outcome.
  static Transition conclude(JobItem jobItem, Outcome outcome, Instant now) {
    End end = outcome instanceof Outcome.Processed ? End.PROCESSED : End.FAILED;
    return conclude(Transition.none(jobItem), outcome, end, now);
  }

  /// Nobody reported on the running attempt.
  static Transition abandon(JobItem jobItem, Pipeline pipeline, Instant now) {
    Attempt attempt = jobItem.jobState().running().orElseThrow();
    String why = RetryDecision.LEASE_RAN_OUT;
    var told =
        Transition.none(jobItem)
            .then(
                jobItem.jobState(),
                CounterDelta.nothing(pipeline.name()),
                new Event.Abandoned(jobItem.job(), attempt, why));
    Outcome outcome = RetryDecision.afterAbandonment(pipeline.retry(), attempt.number(), why);
    return conclude(told, outcome, End.ABANDONED, now);
  }

  private static Transition conclude(Transition so, Outcome outcome, End end, Instant now) {
    Job job = so.after().job();
    JobState jobState = so.after().jobState();
    Attempt attempt = jobState.running().orElseThrow();
    return switch (outcome) {
      case Outcome.Processed(var result) ->
          so.then(
              jobState.end(
                  new FinishedAttempt(attempt, now, end, ""), new State.Processed(result, now)),
              CounterDelta.ended(job.pipeline(), CounterDelta.PROCESSED),
              new Event.Processed(job, attempt, Duration.between(attempt.startedAt(), now)));
      case Outcome.Retry(var after, var failure, var stackTrace) -> {
        JobState next =
            jobState.end(
                new FinishedAttempt(attempt, now, end, failure, stackTrace),
                new State.Retrying(now.plus(after)));
        CounterDelta retried = CounterDelta.one(job.pipeline(), CounterDelta.RETRIED);
        var transition =
            so.then(next, retried, new Event.Retried(job, attempt, after, failure, stackTrace));
        // An abandoned attempt has told its end already.
        yield end == End.ABANDONED
            ? new Transition(
                transition.before(), transition.after(), transition.counterDelta(), so.events())
            : transition;
      }
      case Outcome.Dead(var failure, var stackTrace) ->
          so.then(
              jobState.end(
                  new FinishedAttempt(attempt, now, end, failure, stackTrace),
                  new State.Dead(failure, now)),
              CounterDelta.ended(job.pipeline(), CounterDelta.DIED),
              new Event.DeadLettered(job, attempt, failure, stackTrace));
    };
  }

  /// Given up without an attempt of its own, such as when its message came to the dead-letter
  /// queue.
  static Transition bury(Transition so, String why, Instant now) {
    Job job = so.after().job();
    JobState jobState = so.after().jobState();
    var last = new Attempt(jobState.round(), Math.max(1, jobState.begun()), now);
    return so.then(
        jobState.at(new State.Dead(why, now)),
        CounterDelta.ended(job.pipeline(), CounterDelta.DIED),
        new Event.DeadLettered(job, last, why));
  }

  static Transition release(JobItem jobItem) {
    return Transition.none(jobItem)
        .then(
            jobItem.jobState().giveBack(),
            CounterDelta.nothing(jobItem.job().pipeline()),
            new Event.Released(jobItem.job(), jobItem.jobState().running().orElseThrow()));
  }

  static Transition extend(JobItem jobItem, Instant until) {
    var after = jobItem.with(jobItem.jobState().extend(until));
    return new Transition(
        jobItem, after, CounterDelta.nothing(jobItem.job().pipeline()), java.util.List.of());
  }

  static Transition cancel(JobItem jobItem, Instant now) {
    var name = jobItem.job().pipeline();
    return Transition.none(jobItem)
        .then(
            jobItem.jobState().at(new State.Cancelled(now)),
            CounterDelta.ended(name, CounterDelta.CANCELLED),
            new Event.Cancelled(name, jobItem.job().id()));
  }

  static Transition redrive(JobItem jobItem, Instant now) {
    var after = jobItem.toBeSent(jobItem.jobState().nextRound(now));
    return new Transition(
        jobItem, after, CounterDelta.redriven(jobItem.job().pipeline()), java.util.List.of());
  }

  static Transition remind(JobItem jobItem, Instant now) {
    var after = jobItem.toBeSent(jobItem.jobState().sent(now));
    return new Transition(
        jobItem, after, CounterDelta.nothing(jobItem.job().pipeline()), java.util.List.of());
  }
}
