package io.surgetank.local.mapping;

import java.time.Duration;

/// The numbers that AWS documents.
///
/// @param start batches at a time once messages are there
/// @param growthPerMinute how many more calls at once, each minute while messages remain
/// @param ceiling the most calls at once of one mapping
/// @param idle what a mapping without a maximum concurrency may shrink to
/// @param pollMessages what one receive brings at most
/// @param pollWait how long a long poll waits
/// @param payloadBytes the largest event, its envelope included
public record MappingLimits(
    int start,
    int growthPerMinute,
    int ceiling,
    int idle,
    int pollMessages,
    Duration pollWait,
    int payloadBytes) {
  /// services-sqs-scaling.html, quotas-messages.html and gettingstarted-limits.html of November
  /// 2026.
  public static final MappingLimits DEFAULT =
      new MappingLimits(5, 300, 1_250, 2, 10, Duration.ofSeconds(20), 6 * 1024 * 1024);
}
