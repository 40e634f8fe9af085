package io.surgetank.local.eventsource;

import java.time.Duration;

/// Values that AWS documents.
///
/// @param start concurrency when messages arrive
/// @param growthPerMinute growth of the concurrency in a minute while messages remain
/// @param ceiling the maximum concurrency of a mapping
/// @param idle concurrency of an idle mapping without a configured maximum
/// @param pollMessages most messages of a receive request
/// @param pollWait wait time of a long poll
/// @param payloadBytes the maximum size of an event
public record MappingLimits(
    int start,
    int growthPerMinute,
    int ceiling,
    int idle,
    int pollMessages,
    Duration pollWait,
    int payloadBytes) {
  /// From services-sqs-scaling.html, quotas-messages.html and gettingstarted-limits.html, as of
  /// November 2026.
  public static final MappingLimits DEFAULT =
      new MappingLimits(5, 300, 1_250, 2, 10, Duration.ofSeconds(20), 6 * 1024 * 1024);
}
