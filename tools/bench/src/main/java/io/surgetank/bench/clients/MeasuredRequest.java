package io.surgetank.bench.clients;

/// One request of the measured client.
///
/// @param dueNanos when it must be sent: its latency counts from then
record MeasuredRequest(RequestSchedule schedule, ConnectionUse use, long dueNanos) {}
