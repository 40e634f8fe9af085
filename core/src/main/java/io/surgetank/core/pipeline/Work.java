package io.surgetank.core.pipeline;

import java.time.Duration;

/// How a pipeline's jobs are worked.
///
/// @param timeout how long one attempt may take
/// @param lease how long a delivery is a worker's own unless it is extended (SQS: visibility
///   timeout)
/// @param batch how many deliveries are leased at once, at most
/// @param concurrency how many attempts run at the same time, at most
/// @param rate how many attempts begin in a while, at most
/// @param ordering which jobs wait for each other
public record Work(
    HandlerRef handler,
    Duration timeout,
    Duration lease,
    int batch,
    int concurrency,
    Rate rate,
    Ordering ordering,
    Simulation simulate) {}
