package io.surgetank.core.intake;

import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Stores the valid submissions of a request together. Two concurrent submissions with one key need
/// no "still in progress" response: the store serializes them, so the second finds the first.
public record Acceptor(JobStore jobs) {
  /// The results in the order of the validations.
  public List<Acceptance> accept(List<Validation> validations) {
    var valid = new ArrayList<Submission>(validations.size());
    for (Validation validation : validations)
      if (validation instanceof Validation.Valid(var submission)) valid.add(submission);
    Iterator<PutResult> results =
        (valid.isEmpty() ? List.<PutResult>of() : jobs.put(valid)).iterator();
    var acceptances = new ArrayList<Acceptance>(validations.size());
    for (Validation validation : validations)
      acceptances.add(
          switch (validation) {
            case Validation.Valid _ -> acceptance(results.next());
            case Validation.RateLimited(var why, var wait) -> new Acceptance.Refused(why, wait);
            case Validation.Invalid(var why, var violations) ->
                new Acceptance.Rejected(why, violations);
          });
    return acceptances;
  }

  private static Acceptance acceptance(PutResult putResult) {
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
