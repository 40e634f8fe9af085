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

/// The transitions of a job. Decides nothing about messages and does no I/O.
///
/// An attempt is counted as started by the write that ends it: its beginning is then a write of the
/// job's item alone, which costs a quarter.
final class Transitions {
  private Transitions() {}

  static Transition begin(Transition previous, Pipeline pipeline, Instant now) {
    JobExecutionState jobExecutionState =
        previous.after().jobExecutionState().begin(now, pipeline.work().lease());
    Job job = previous.after().job();
    var event = new Event.Started(job, jobExecutionState.running().orElseThrow());
    return previous.then(jobExecutionState, CounterDelta.nothing(pipeline.name()), event);
  }

  /// The running attempt ends with this outcome.
  static Transition conclude(JobItem jobItem, Outcome outcome, Instant now) {
    End end = outcome instanceof Outcome.Processed ? End.PROCESSED : End.FAILED;
    return conclude(Transition.none(jobItem), outcome, end, now);
  }

  /// The lease of the running attempt expired without an outcome.
  static Transition abandon(JobItem jobItem, Pipeline pipeline, Instant now) {
    Attempt attempt = jobItem.jobExecutionState().running().orElseThrow();
    String reason = RetryDecision.LEASE_RAN_OUT;
    var abandoned =
        Transition.none(jobItem)
            .then(
                jobItem.jobExecutionState(),
                CounterDelta.nothing(pipeline.name()),
                new Event.Abandoned(jobItem.job(), attempt, reason));
    Outcome outcome = RetryDecision.afterAbandonment(pipeline.retry(), attempt.number(), reason);
    return conclude(abandoned, outcome, End.ABANDONED, now);
  }

  private static Transition conclude(Transition previous, Outcome outcome, End end, Instant now) {
    Job job = previous.after().job();
    JobExecutionState jobExecutionState = previous.after().jobExecutionState();
    Attempt attempt = jobExecutionState.running().orElseThrow();
    CounterDelta started = started(previous.after());
    return switch (outcome) {
      case Outcome.Processed(var result) ->
          previous.then(
              jobExecutionState.end(
                  new FinishedAttempt(attempt, now, end, ""), new State.Processed(result, now)),
              CounterDelta.ended(job.pipeline(), CounterDelta.PROCESSED).plus(started),
              new Event.Processed(job, attempt, Duration.between(attempt.startedAt(), now)));
      case Outcome.Retry(var after, var failure, var stackTrace) -> {
        JobExecutionState next =
            jobExecutionState.end(
                new FinishedAttempt(attempt, now, end, failure, stackTrace),
                new State.Retrying(now.plus(after)));
        CounterDelta retried = CounterDelta.one(job.pipeline(), CounterDelta.RETRIED).plus(started);
        var transition =
            previous.then(
                next, retried, new Event.Retried(job, attempt, after, failure, stackTrace));
        // An abandoned attempt has published its event already.
        yield end == End.ABANDONED
            ? new Transition(
                transition.before(),
                transition.after(),
                transition.counterDelta(),
                previous.events())
            : transition;
      }
      case Outcome.Dead(var failure, var stackTrace) ->
          previous.then(
              jobExecutionState.end(
                  new FinishedAttempt(attempt, now, end, failure, stackTrace),
                  new State.Dead(failure, now)),
              CounterDelta.ended(job.pipeline(), CounterDelta.DEAD_LETTERED).plus(started),
              new Event.DeadLettered(job, attempt, failure, stackTrace));
    };
  }

  /// The running attempt's start, unless it is counted already.
  private static CounterDelta started(JobItem jobItem) {
    return CounterDelta.started(jobItem.job().pipeline(), jobItem.jobExecutionState().uncounted());
  }

  /// Makes the job a dead letter without an attempt, when its message reached the dead-letter
  /// queue.
  static Transition moveToDeadLetters(Transition previous, String reason, Instant now) {
    Job job = previous.after().job();
    JobExecutionState jobExecutionState = previous.after().jobExecutionState();
    var last = new Attempt(jobExecutionState.round(), Math.max(1, jobExecutionState.begun()), now);
    return previous.then(
        jobExecutionState.at(new State.Dead(reason, now)),
        CounterDelta.ended(job.pipeline(), CounterDelta.DEAD_LETTERED),
        new Event.DeadLettered(job, last, reason));
  }

  static Transition release(JobItem jobItem) {
    return Transition.none(jobItem)
        .then(
            jobItem.jobExecutionState().release(),
            started(jobItem),
            new Event.Released(jobItem.job(), jobItem.jobExecutionState().running().orElseThrow()));
  }

  static Transition extend(JobItem jobItem, Instant until) {
    var after = jobItem.with(jobItem.jobExecutionState().extend(until));
    return new Transition(
        jobItem, after, CounterDelta.nothing(jobItem.job().pipeline()), java.util.List.of());
  }

  static Transition cancel(JobItem jobItem, Instant now) {
    var name = jobItem.job().pipeline();
    return Transition.none(jobItem)
        .then(
            jobItem.jobExecutionState().at(new State.Cancelled(now)),
            CounterDelta.ended(name, CounterDelta.CANCELLED),
            new Event.Cancelled(name, jobItem.job().id()));
  }

  static Transition redrive(JobItem jobItem, Instant now) {
    var after = jobItem.toBeSent(jobItem.jobExecutionState().nextRound(now));
    return new Transition(
        jobItem, after, CounterDelta.redriven(jobItem.job().pipeline()), java.util.List.of());
  }

  static Transition resend(JobItem jobItem, Instant now) {
    var after = jobItem.toBeSent(jobItem.jobExecutionState().sent(now));
    return new Transition(
        jobItem, after, CounterDelta.nothing(jobItem.job().pipeline()), java.util.List.of());
  }
}
