package io.surgetank.core.api;

import io.surgetank.core.intake.BatchParseResult;
import io.surgetank.core.intake.IdempotencyKeyHeader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.intake.PipelineSelector;
import io.surgetank.core.intake.SubmissionValidator;
import io.surgetank.core.intake.Validation;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.store.JobStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Enforces the rates of a path's pipelines. Replays pass in any case: they cost no processing, and
/// a batch over the rate gets further with each repetition.
interface RateLimits {

  /// Whether a submission may pass.
  sealed interface Decision {
    /// May pass; it took a permit.
    record Counted() implements Decision {}

    /// May pass without a permit, because one of its keys is known.
    record Free() implements Decision {}

    record RateLimited(Validation.RateLimited rateLimited) implements Decision {}
  }

  Decision of(SubmissionValidator submissionValidator, Supplier<List<JobKey>> keys);

  /// For one submission: queries the store only when no permit is left.
  static RateLimits one(JobStore jobs, LongSupplier nanoTime) {
    return (submissionValidator, keys) -> {
      Optional<Validation.RateLimited> held = submissionValidator.tryAcquire(nanoTime.getAsLong());
      if (held.isEmpty()) return new Decision.Counted();
      List<JobKey> some = keys.get();
      boolean known = !some.isEmpty() && !jobs.named(some).isEmpty();
      return known ? new Decision.Free() : new Decision.RateLimited(held.get());
    };
  }

  /// For many: queries the store once for all whose pipeline has a rate, before any of them takes a
  /// permit that another needs.
  static RateLimits many(
      PipelineSelector pipelineSelector, JobStore jobs, LongSupplier nanoTime, Many many) {
    List<JobKey> asked = many.keys(pipelineSelector);
    Set<JobKey> known = asked.isEmpty() ? Set.of() : jobs.named(asked).keySet();
    return (submissionValidator, keys) -> {
      if (!known.isEmpty() && !Collections.disjoint(known, keys.get())) return new Decision.Free();
      return submissionValidator
          .tryAcquire(nanoTime.getAsLong())
          .<Decision>map(Decision.RateLimited::new)
          .orElseGet(Decision.Counted::new);
    };
  }

  /// The submissions of one request, each with its key.
  record Many(List<BatchParseResult.Element> elements, List<IdempotencyKeyHeader> headers) {
    private List<JobKey> keys(PipelineSelector pipelineSelector) {
      var keys = new ArrayList<JobKey>();
      if (pipelineSelector.all().stream().noneMatch(SubmissionValidator::isLimited)) return keys;
      for (int i = 0; i < elements.size(); i++) {
        IdempotencyKeyHeader header = headers.get(i);
        if (elements.get(i).parseResult() instanceof ParseResult.Parsed(var node, _))
          pipelineSelector
              .select(node)
              .filter(SubmissionValidator::isLimited)
              .ifPresent(
                  submissionValidator -> keys.addAll(submissionValidator.keys(node, header)));
      }
      return keys;
    }
  }
}
