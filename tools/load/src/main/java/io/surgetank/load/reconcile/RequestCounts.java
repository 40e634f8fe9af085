package io.surgetank.load.reconcile;

import java.util.Map;
import java.util.TreeMap;

/// Requests by result.
///
/// @param withoutLocation accepted or replayed without a `Location`, so they cannot be followed
/// @param refused by problem type
/// @param failed by cause
public record RequestCounts(
    long sent,
    long accepted,
    long replayed,
    long withoutLocation,
    Map<String, Long> refused,
    Map<String, Long> failed) {
  public static final RequestCounts NONE = new RequestCounts(0, 0, 0, 0, Map.of(), Map.of());

  public RequestCounts {
    refused = java.util.Collections.unmodifiableMap(new TreeMap<>(refused));
    failed = java.util.Collections.unmodifiableMap(new TreeMap<>(failed));
  }

  public long totalRefused() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  public long totalFailed() {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }
}
