package io.surgetank.core.api;

import io.surgetank.core.intake.Violation;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.Rejection;
import java.util.List;

/// Answers refused submissions of one path, and counts them.
///
/// @param first the reply of the first pipeline: a refused request counts as one submission of it,
///   because neither their number nor their pipelines are known
record SubmissionRefusals(Ledger ledger, ReplyRenderer first) {
  Response tooLarge(int bound) {
    return refuse(Rejection.TOO_LARGE, List.of(SubmissionChecker.tooLarge(bound)));
  }

  Response refuse(Rejection why, List<Violation> violations) {
    return refuse(SubmissionCheckResult.Refused.of(first, why, violations));
  }

  Response refuse(Rejection why, Problem problem) {
    return refuse(new SubmissionCheckResult.Refused(first.pipeline(), why, problem));
  }

  Response refuse(SubmissionCheckResult.Refused refused) {
    ledger.rejected(refused.pipeline(), refused.why(), 1);
    return refused.problem().response();
  }

  /// Counts a request that could not be stored.
  void countUnavailable() {
    ledger.rejected(first.pipeline(), Rejection.UNAVAILABLE, 1);
  }
}
