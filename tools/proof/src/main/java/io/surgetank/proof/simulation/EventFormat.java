package io.surgetank.proof.simulation;

import io.surgetank.core.event.Event;

/// Formats events as lines of the trace. Stack traces are left out: they contain the JDK's own
/// frames.
final class EventFormat {
  private EventFormat() {}

  static String text(Event event) {
    return switch (event) {
      case Event.Accepted(var job) -> "accepted " + job.id() + " " + job.payload();
      case Event.Started(var job, var attempt) -> "started " + job.id() + " " + attempt;
      case Event.Processed(var job, var attempt, var took) ->
          "processed " + job.id() + " " + attempt + " " + took;
      case Event.Retried(var job, var attempt, var delay, var failure, _) ->
          "retried " + job.id() + " " + attempt + " " + delay + " " + failure;
      case Event.DeadLettered(var job, var attempt, var failure, _) ->
          "dead " + job.id() + " " + attempt + " " + failure;
      case Event.Abandoned(var job, var attempt, var failure) ->
          "abandoned " + job.id() + " " + attempt + " " + failure;
      case Event.Released(var job, var attempt) -> "released " + job.id() + " " + attempt;
      case Event.Cancelled(_, var id) -> "cancelled " + id;
      case Event.Moved _,
          Event.Expired _,
          Event.Opened _,
          Event.OperatorActed _,
          Event.Replayed _,
          Event.Rejected _,
          Event.StoreFailed _,
          Event.StoreDegraded _,
          Event.StoreRestored _ ->
          event.toString();
    };
  }
}
