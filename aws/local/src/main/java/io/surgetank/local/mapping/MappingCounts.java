package io.surgetank.local.mapping;

/// What a mapping has done since it began.
///
/// @param polls receives asked of the queue: each is a request on the bill
/// @param failedPolls those the queue did not answer
/// @param messages received, again and again where they came again
/// @param batches calls that began
/// @param throttles calls that did not begin
/// @param dropped messages whose visibility ended before a call with them could begin
/// @param failures calls that ended in an error, a timeout, or an answer that cannot be trusted
/// @param itemFailures messages that an answer named as failed
/// @param deleted messages
/// @param refusedDeletes messages that the queue did not delete: they come again
/// @param concurrency calls at this moment
/// @param peak the most calls at once
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
