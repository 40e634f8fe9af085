package io.surgetank.core.api;

import io.surgetank.core.access.Principal;
import io.surgetank.core.intake.BatchParseResult;
import io.surgetank.core.intake.IdempotencyKeyHeader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.intake.PayloadPipelineSelector;
import io.surgetank.core.intake.SubmissionFactory;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.TokenBucket;
import io.surgetank.core.store.JobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Enforces the rates of a path's pipelines. Replays pass in any case: they cost no processing, and
/// a batch over the rate gets further with each repetition.
interface SubmissionRateLimiter {

  /// Whether a submission may pass.
  sealed interface Permit {
    /// May pass; a permit of the pipeline's rate was taken.
    record Taken(TokenBucket bucket) implements Permit {}

    /// May pass without a permit, because one of its keys is known.
    record NotNeeded() implements Permit {}

    /// Refused; a permit is available after the wait.
    record Denied(Duration retryAfter) implements Permit {}

    /// The submission was a replay: a permit that was taken is returned.
    default void release() {
      if (this instanceof Taken(var bucket)) bucket.release(1);
    }
  }

  Permit of(Pipeline pipeline, Supplier<List<JobKey>> keys);

  /// For one submission: queries the store only when no permit is left.
  static SubmissionRateLimiter one(JobStore jobs, IntakeRateLimiter rateLimiter) {
    return (pipeline, keys) -> {
      Permit permit = rateLimiter.tryAcquire(pipeline);
      if (!(permit instanceof Permit.Denied)) return permit;
      List<JobKey> some = keys.get();
      boolean known = !some.isEmpty() && !jobs.named(some).isEmpty();
      return known ? new Permit.NotNeeded() : permit;
    };
  }

  /// For many: queries the store once for all whose pipeline has a rate, before any of them takes a
  /// permit that another needs.
  static SubmissionRateLimiter many(
      PayloadPipelineSelector selector, JobStore jobs, IntakeRateLimiter rateLimiter, Many many) {
    List<JobKey> wanted = many.keys(selector);
    Set<JobKey> known = wanted.isEmpty() ? Set.of() : jobs.named(wanted).keySet();
    return (pipeline, keys) ->
        !known.isEmpty() && !Collections.disjoint(known, keys.get())
            ? new Permit.NotNeeded()
            : rateLimiter.tryAcquire(pipeline);
  }

  /// The submissions of one request, each with its key.
  record Many(
      List<BatchParseResult.Element> elements,
      List<IdempotencyKeyHeader> headers,
      Principal principal) {
    private List<JobKey> keys(PayloadPipelineSelector selector) {
      var keys = new ArrayList<JobKey>();
      if (selector.all().stream().noneMatch(Many::isLimited)) return keys;
      for (int i = 0; i < elements.size(); i++) {
        IdempotencyKeyHeader header = headers.get(i);
        if (elements.get(i).parseResult() instanceof ParseResult.Parsed(var node, _))
          selector
              .select(node)
              .filter(Many::isLimited)
              .ifPresent(factory -> keys.addAll(factory.keys(node, header, principal)));
      }
      return keys;
    }

    private static boolean isLimited(SubmissionFactory factory) {
      return IntakeRateLimiter.isLimited(factory.pipeline());
    }
  }
}
