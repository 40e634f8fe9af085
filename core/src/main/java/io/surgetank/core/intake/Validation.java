package io.surgetank.core.intake;

import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.store.Submission;
import java.util.List;

/// The result of validating a submission, before anything is stored.
public sealed interface Validation {
  record Valid(Submission submission) implements Validation {}

  record Invalid(Rejection why, List<Violation> violations) implements Validation {
    public Invalid {
      violations = List.copyOf(violations);
    }
  }
}
