package io.surgetank.local.eventsource;

/// The counts of a mapping since its start.
///
/// @param polls receive requests: SQS charges each
/// @param failedPolls receive requests that failed
/// @param messages received, redelivered ones each time
/// @param batches invocations that started
/// @param throttles invocations that were throttled
/// @param dropped messages whose visibility timeout expired before an invocation started
/// @param failures invocations that failed, timed out, or returned an invalid response
/// @param itemFailures messages that a response reported as failed
/// @param deleted messages
/// @param refusedDeletes messages that SQS did not delete and will redeliver
/// @param concurrency invocations now
/// @param peak the highest concurrency
public record MappingCounts(
    long polls,
    long failedPolls,
    long messages,
    long batches,
    long throttles,
    long dropped,
    long failures,
    long itemFailures,
    long deleted,
    long refusedDeletes,
    int concurrency,
    int peak) {}
