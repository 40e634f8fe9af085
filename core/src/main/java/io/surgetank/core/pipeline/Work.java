package io.surgetank.core.pipeline;

import java.time.Duration;

/// How a pipeline's jobs are processed.
///
/// @param timeout how long one attempt may take
/// @param lease how long a worker holds a delivery unless it extends the lease (SQS: visibility
///   timeout)
/// @param batch the most deliveries leased at once
/// @param concurrency the most attempts that run at the same time
/// @param rate the most attempts that start per period
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
