package io.surgetank.core.intake;

import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.store.Submission;
import java.time.Duration;
import java.util.List;

/// What came of checking a submission, before anything is stored.
public sealed interface Validation {
  record Valid(Submission submission) implements Validation {}

  /// Not looked at: there are too many just now.
  record RateLimited(Rejection why, Duration retryAfter) implements Validation {}

  record Invalid(Rejection why, List<Violation> faults) implements Validation {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }
}
