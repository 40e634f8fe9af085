package io.surgetank.accept;

import io.surgetank.ledger.Rejection;
import io.surgetank.store.JobStore;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Has what is fit stored, all of a request's submissions at once.
///
/// Two submissions with one key that arrive together need no "still being worked on" answer: the
/// store decides one after the other, so the second finds the first.
public record Acceptor(JobStore jobs) {
  /// The answers in the order of the checks.
  public List<Acceptance> accept(List<Check> checks) {
    var fit = new ArrayList<Submission>(checks.size());
    for (Check check : checks) if (check instanceof Check.Fit(var submission)) fit.add(submission);
    Iterator<Placement> placements =
        (fit.isEmpty() ? List.<Placement>of() : jobs.put(fit)).iterator();
    var answers = new ArrayList<Acceptance>(checks.size());
    for (Check check : checks)
      answers.add(
          switch (check) {
            case Check.Fit _ -> answer(placements.next());
            case Check.Held(var why, var wait) -> new Acceptance.Refused(why, wait);
            case Check.Unfit(var why, var faults) -> new Acceptance.Rejected(why, faults);
          });
    return answers;
  }

  private static Acceptance answer(Placement placement) {
    return switch (placement) {
      case Placement.Stored(var job) -> new Acceptance.Accepted(job);
      case Placement.Existing(var record) -> new Acceptance.Replayed(record);
      case Placement.KeyTaken(var key) -> new Acceptance.Conflict(key);
      case Placement.TooManyKeys(var key) -> new Acceptance.Crowded(key);
      case Placement.Full(var retryAfter) ->
          new Acceptance.Refused(Rejection.UNAVAILABLE, retryAfter);
    };
  }
}
