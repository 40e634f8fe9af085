package io.surgetank.accept;

import io.surgetank.ledger.Rejection;
import io.surgetank.store.Submission;
import java.time.Duration;
import java.util.List;

/// What came of checking a submission, before anything is stored.
public sealed interface Check {
  record Fit(Submission submission) implements Check {}

  /// Not looked at: there are too many just now.
  record Held(Rejection why, Duration retryAfter) implements Check {}

  record Unfit(Rejection why, List<Fault> faults) implements Check {
    public Unfit {
      faults = List.copyOf(faults);
    }
  }
}
