package io.surgetank.core.api;

import io.surgetank.core.job.JobIds;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What the API needs.
///
/// @param nanoTime counts as [System#nanoTime()] does; for rates
/// @param incidents is told every surprise, with the incident id that the client was given
/// @param version of this program
/// @param operatorToken what an operator's requests carry as a bearer token
public record ApiParts(
    Pipelines pipelines,
    JobStore jobs,
    DeadLetters deadLetters,
    Ledger ledger,
    JobIds ids,
    InstantSource clock,
    LongSupplier nanoTime,
    Supplier<Health> health,
    BiConsumer<String, Throwable> incidents,
    String version,
    String operatorToken) {
  public ApiParts {
    if (operatorToken.isBlank())
      throw new IllegalArgumentException("an operator's token is not blank");
  }
}
