package io.surgetank.core.store;

import java.util.List;

/// How many dead letters a filter means, by the text of their last failure.
///
/// @param count all of them, those whose failures are not listed included
/// @param failures the most frequent first, those of one frequency by their text; at most
///   [#MAX_FAILURES]
/// @param extent `SO_FAR` when there are more than were read: then all numbers are lower bounds
public record DeadLetterSummary(
    long count, List<FailureCount> failures, OperatorAction.Extent extent) {
  /// What a person reads at once. Failures that name an id or a time would fill any list.
  public static final int MAX_FAILURES = 100;

  public record FailureCount(String failure, long count) {}

  public DeadLetterSummary {
    failures = List.copyOf(failures);
  }
}
