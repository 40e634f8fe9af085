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

/// Keeps the rates of a path's pipelines. What was accepted before is let by all the same: a replay
/// is no work, and a batch over the rate comes further with each repeat.
interface RateLimits {

  /// What came of asking.
  sealed interface Turn {
    /// Let by; it took one of the rate's permits.
    record Counted() implements Turn {}

    /// Let by, since a key of it is known.
    record Free() implements Turn {}

    record Held(Validation.RateLimited rateLimited) implements Turn {}
  }

  Turn of(SubmissionValidator submissionValidator, Supplier<List<JobKey>> keys);

  /// For one submission: the store is asked only when the rate is used up.
  static RateLimits one(JobStore jobs, LongSupplier nanoTime) {
    return (submissionValidator, keys) -> {
      Optional<Validation.RateLimited> held = submissionValidator.hold(nanoTime.getAsLong());
      if (held.isEmpty()) return new Turn.Counted();
      List<JobKey> some = keys.get();
      boolean known = !some.isEmpty() && !jobs.named(some).isEmpty();
      return known ? new Turn.Free() : new Turn.Held(held.get());
    };
  }

  /// For many: the store is asked once for all whose pipeline has a rate, and before any of them
  /// takes a permit that another needs more.
  static RateLimits many(
      PipelineSelector pipelineSelector, JobStore jobs, LongSupplier nanoTime, Many many) {
    List<JobKey> asked = many.keys(pipelineSelector);
    Set<JobKey> known = asked.isEmpty() ? Set.of() : jobs.named(asked).keySet();
    return (submissionValidator, keys) -> {
      if (!known.isEmpty() && !Collections.disjoint(known, keys.get())) return new Turn.Free();
      return submissionValidator
          .hold(nanoTime.getAsLong())
          .<Turn>map(Turn.Held::new)
          .orElseGet(Turn.Counted::new);
    };
  }

  /// The submissions of one request, each with what the header means for it.
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
