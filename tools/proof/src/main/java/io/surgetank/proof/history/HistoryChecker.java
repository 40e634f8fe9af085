package io.surgetank.proof.history;

import java.util.ArrayList;
import java.util.List;

/// Finds violations of the promises in a complete history. Pure.
public final class HistoryChecker {
  private final List<HistoryRule> rules;

  /// Checks against these settings of the pipelines.
  ///
  /// @param maxAttempts of each round
  public HistoryChecker(int maxAttempts) {
    rules =
        List.of(
            new StoredJobsRule(),
            new KeyRule(),
            new CancelRule(),
            new RedriveRule(),
            new AttemptOrderRule(maxAttempts),
            new FinalStatusRule(),
            new RecordedAttemptsRule(),
            new OutcomeRule(maxAttempts),
            new OrderingKeyRule());
  }

  /// One sentence for each violation.
  ///
  /// @param stored all jobs that the server has stored at the end, when none of them is waiting
  public List<String> check(List<HistoryEntry> entries, List<JobSnapshot> stored) {
    History history = History.of(entries, stored);
    var violations = new ArrayList<String>();
    for (HistoryRule rule : rules) rule.check(history, violations::add);
    return violations;
  }
}
