package io.surgetank.load.follow;

import java.util.Map;
import java.util.TreeMap;

/// What was sent and what was answered.
///
/// @param nameless accepted or replayed without a `Location`, and so not to be followed
/// @param refused by the kind of problem
/// @param failed by what went wrong
public record RequestCounts(
    long sent,
    long accepted,
    long replayed,
    long nameless,
    Map<String, Long> refused,
    Map<String, Long> failed) {
  public static final RequestCounts NONE = new RequestCounts(0, 0, 0, 0, Map.of(), Map.of());

  public RequestCounts {
    refused = java.util.Collections.unmodifiableMap(new TreeMap<>(refused));
    failed = java.util.Collections.unmodifiableMap(new TreeMap<>(failed));
  }

  public long refusedInAll() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  public long failedInAll() {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }
}
