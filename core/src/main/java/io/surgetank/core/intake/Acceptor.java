package io.surgetank.core.intake;

import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Has what is fit stored, all of a request's submissions at once.
///
/// Two submissions with one key that arrive together need no "still being worked on" answer: the
/// store decides one after the other, so the second finds the first.
public record Acceptor(JobStore jobs) {
  /// The answers in the order of the checks.
  public List<Acceptance> accept(List<Validation> checks) {
    var fit = new ArrayList<Submission>(checks.size());
    for (Validation validation : checks)
      if (validation instanceof Validation.Valid(var submission)) fit.add(submission);
    Iterator<PutResult> placements =
        (fit.isEmpty() ? List.<PutResult>of() : jobs.put(fit)).iterator();
    var answers = new ArrayList<Acceptance>(checks.size());
    for (Validation validation : checks)
      answers.add(
          switch (validation) {
            case Validation.Valid _ -> answer(placements.next());
            case Validation.RateLimited(var why, var wait) -> new Acceptance.Refused(why, wait);
            case Validation.Invalid(var why, var faults) -> new Acceptance.Rejected(why, faults);
          });
    return answers;
  }

  private static Acceptance answer(PutResult putResult) {
    return switch (putResult) {
      case PutResult.Stored(var job) -> new Acceptance.Accepted(job);
      case PutResult.Existing(var record) -> new Acceptance.Replayed(record);
      case PutResult.KeyTaken(var key) -> new Acceptance.Conflict(key);
      case PutResult.TooManyKeys(var key) -> new Acceptance.TooManyKeys(key);
      case PutResult.Full(var retryAfter) ->
          new Acceptance.Refused(Rejection.UNAVAILABLE, retryAfter);
    };
  }
}
