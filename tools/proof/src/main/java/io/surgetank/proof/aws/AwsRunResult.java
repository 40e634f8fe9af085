package io.surgetank.proof.aws;

import io.surgetank.proof.history.HistoryEntry;
import java.util.List;
import java.util.Map;

/// The result of a run.
///
/// @param hash of all steps: equal for runs that did the same
/// @param trace its last steps
/// @param counts of calls and faults, in the order of the page
record AwsRunResult(
    List<String> violations,
    String hash,
    List<String> trace,
    List<HistoryEntry> history,
    Map<String, Long> counts) {
  AwsRunResult {
    violations = List.copyOf(violations);
    trace = List.copyOf(trace);
    history = List.copyOf(history);
  }
}
