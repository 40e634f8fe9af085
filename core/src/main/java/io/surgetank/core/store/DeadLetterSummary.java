package io.surgetank.core.store;

import java.util.List;

/// The number of dead letters that match a filter, by the text of their last failure.
///
/// @param count all of them, including those whose failures are not listed
/// @param failures the most frequent first, then by text; at most [#MAX_FAILURES]
/// @param extent `PARTIAL` when not all were read: then all numbers are lower bounds
public record DeadLetterSummary(
    long count, List<FailureCount> failures, OperatorAction.Extent extent) {
  /// As much as a person reads. Failures that contain an id or a time would fill any list.
  public static final int MAX_FAILURES = 100;

  public record FailureCount(String failure, long count) {}

  public DeadLetterSummary {
    failures = List.copyOf(failures);
  }
}
