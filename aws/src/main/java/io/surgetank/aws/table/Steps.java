package io.surgetank.aws.table;

import io.surgetank.event.Event;
import io.surgetank.job.Attempt;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.FinishedAttempt.End;
import io.surgetank.job.Job;
import io.surgetank.job.State;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.work.Outcome;
import io.surgetank.work.RetryDecision;
import java.time.Duration;
import java.time.Instant;

/// What each thing that may happen to a job makes of it. Decides nothing about messages and does no
/// input or output.
final class Steps {
  private Steps() {}

  static Step begin(Step so, Pipeline pipeline, Instant now) {
    Life life = so.after().life().begin(now, pipeline.work().lease());
    Job job = so.after().job();
    var event = new Event.Started(job, life.running().orElseThrow());
    return so.then(life, Delta.one(pipeline.name(), Delta.STARTED), event);
  }

  /// The running attempt is over with this outcome.
  static Step conclude(Card card, Outcome outcome, Instant now) {
    End end = outcome instanceof Outcome.Processed ? End.PROCESSED : End.FAILED;
    return conclude(Step.none(card), outcome, end, now);
  }

  /// Nobody reported on the running attempt.
  static Step abandon(Card card, Pipeline pipeline, Instant now) {
    Attempt attempt = card.life().running().orElseThrow();
    String why = RetryDecision.LEASE_RAN_OUT;
    var told =
        Step.none(card)
            .then(
                card.life(),
                Delta.nothing(pipeline.name()),
                new Event.Abandoned(card.job(), attempt, why));
    Outcome outcome = RetryDecision.afterAbandonment(pipeline.retry(), attempt.number(), why);
    return conclude(told, outcome, End.ABANDONED, now);
  }

  private static Step conclude(Step so, Outcome outcome, End end, Instant now) {
    Job job = so.after().job();
    Life life = so.after().life();
    Attempt attempt = life.running().orElseThrow();
    return switch (outcome) {
      case Outcome.Processed(var result) ->
          so.then(
              life.end(
                  new FinishedAttempt(attempt, now, end, ""), new State.Processed(result, now)),
              Delta.ended(job.pipeline(), Delta.PROCESSED),
              new Event.Processed(job, attempt, Duration.between(attempt.startedAt(), now)));
      case Outcome.Retry(var after, var failure, var stackTrace) -> {
        Life next =
            life.end(
                new FinishedAttempt(attempt, now, end, failure, stackTrace),
                new State.Retrying(now.plus(after)));
        Delta retried = Delta.one(job.pipeline(), Delta.RETRIED);
        var step =
            so.then(next, retried, new Event.Retried(job, attempt, after, failure, stackTrace));
        // An abandoned attempt has told its end already.
        yield end == End.ABANDONED
            ? new Step(step.before(), step.after(), step.delta(), so.events())
            : step;
      }
      case Outcome.Dead(var failure, var stackTrace) ->
          so.then(
              life.end(
                  new FinishedAttempt(attempt, now, end, failure, stackTrace),
                  new State.Dead(failure, now)),
              Delta.ended(job.pipeline(), Delta.DIED),
              new Event.Died(job, attempt, failure, stackTrace));
    };
  }

  /// Given up without an attempt of its own, such as when its message came to the dead-letter
  /// queue.
  static Step bury(Step so, String why, Instant now) {
    Job job = so.after().job();
    Life life = so.after().life();
    var last = new Attempt(life.round(), Math.max(1, life.begun()), now);
    return so.then(
        life.at(new State.Dead(why, now)),
        Delta.ended(job.pipeline(), Delta.DIED),
        new Event.Died(job, last, why));
  }

  static Step release(Card card) {
    return Step.none(card)
        .then(
            card.life().giveBack(),
            Delta.nothing(card.job().pipeline()),
            new Event.Released(card.job(), card.life().running().orElseThrow()));
  }

  static Step extend(Card card, Instant until) {
    var after = card.with(card.life().extend(until));
    return new Step(card, after, Delta.nothing(card.job().pipeline()), java.util.List.of());
  }

  static Step cancel(Card card, Instant now) {
    var name = card.job().pipeline();
    return Step.none(card)
        .then(
            card.life().at(new State.Cancelled(now)),
            Delta.ended(name, Delta.CANCELLED),
            new Event.Cancelled(name, card.job().id()));
  }

  static Step redrive(Card card, Instant now) {
    var after = card.toBeSent(card.life().nextRound(now));
    return new Step(card, after, Delta.redriven(card.job().pipeline()), java.util.List.of());
  }

  static Step remind(Card card, Instant now) {
    var after = card.toBeSent(card.life().sent(now));
    return new Step(card, after, Delta.nothing(card.job().pipeline()), java.util.List.of());
  }
}
