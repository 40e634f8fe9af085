package io.surgetank.core.api;

import io.surgetank.core.access.AccessSettings;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Dependencies of the API.
///
/// @param nanoTime like [System#nanoTime()]; for rates
/// @param incidents receives each unexpected exception with the incident id that the client got
/// @param version of Surgetank
public record ApiParts(
    Pipelines pipelines,
    JobStore jobs,
    DeadLetters deadLetters,
    Ledger ledger,
    JobIds ids,
    InstantSource clock,
    LongSupplier nanoTime,
    Supplier<HealthStatus> health,
    BiConsumer<String, Throwable> incidents,
    String version,
    AccessSettings access) {}
