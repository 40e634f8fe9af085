package io.surgetank.core.api;

import io.surgetank.core.intake.Acceptance;
import io.surgetank.core.intake.Acceptor;
import io.surgetank.core.intake.BatchParseResult;
import io.surgetank.core.intake.IdempotencyKeyHeader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.intake.PipelineSelector;
import io.surgetank.core.intake.SubmissionValidator;
import io.surgetank.core.intake.Validation;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.Trace;
import io.surgetank.core.json.Json;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.store.JobStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/// Validates and accepts the submissions of one path, single or many.
record SubmissionProcessor(
    PipelineSelector pipelineSelector,
    Map<SubmissionValidator, AcceptedBody> replies,
    JobStore jobs,
    JobIds ids,
    LongSupplier nanoTime) {

  /// A checked submission, and the validator of its pipeline.
  record Checked(
      SubmissionValidator submissionValidator,
      Validation validation,
      JsonNode payload,
      RateLimits.Decision decision) {}

  RateLimits one() {
    return RateLimits.one(jobs, nanoTime);
  }

  RateLimits many(RateLimits.Many many) {
    return RateLimits.many(pipelineSelector, jobs, nanoTime, many);
  }

  /// Checks one submission. The rate comes before the schema, which is the expensive part: refusing
  /// must stay cheap.
  Checked check(
      BatchParseResult.Element element,
      IdempotencyKeyHeader key,
      Optional<Trace> trace,
      RateLimits rateLimits) {
    return switch (element.parseResult()) {
      case ParseResult.Malformed(var violations) -> invalid(Rejection.INVALID, violations);
      case ParseResult.Parsed parsed -> {
        Optional<SubmissionValidator> selected = pipelineSelector.select(parsed.node());
        if (selected.isEmpty())
          yield invalid(Rejection.INVALID, List.of(pipelineSelector.noMatch()));
        SubmissionValidator submissionValidator = selected.get();
        int bound = submissionValidator.pipeline().intake().maxBodyBytes();
        if (element.sizeBytes() > bound)
          yield invalid(submissionValidator, Rejection.TOO_LARGE, tooLarge(bound), parsed.node());
        RateLimits.Decision decision =
            rateLimits.of(submissionValidator, () -> submissionValidator.keys(parsed.node(), key));
        Validation validation =
            decision instanceof RateLimits.Decision.RateLimited(var rateLimited)
                ? rateLimited
                : submissionValidator.check(parsed, key, ids.next(), trace);
        yield new Checked(submissionValidator, validation, parsed.node(), decision);
      }
    };
  }

  private Checked invalid(Rejection why, List<Violation> violations) {
    return invalid(pipelineSelector.first(), why, violations, Json.MAPPER.missingNode());
  }

  private static Checked invalid(
      SubmissionValidator submissionValidator,
      Rejection why,
      List<Violation> violations,
      JsonNode payload) {
    return new Checked(
        submissionValidator,
        new Validation.Invalid(why, violations),
        payload,
        new RateLimits.Decision.Free());
  }

  /// Accepts the checked submissions, in their order. A replay releases its permit.
  List<Acceptance> accept(List<Checked> seen) {
    List<Acceptance> acceptances =
        new Acceptor(jobs).accept(seen.stream().map(Checked::validation).toList());
    for (int i = 0; i < seen.size(); i++)
      if (seen.get(i).decision() instanceof RateLimits.Decision.Counted
          && acceptances.get(i) instanceof Acceptance.Replayed)
        seen.get(i).submissionValidator().releasePermit();
    return acceptances;
  }

  static List<Violation> tooLarge(int bound) {
    return List.of(Violation.ofWhole("a submission must not exceed " + bound + " bytes"));
  }

  AcceptedBody reply(SubmissionValidator submissionValidator) {
    return Objects.requireNonNull(replies.get(submissionValidator), "every validator has a reply");
  }

  /// The stored payload, from which a replay gets the same reply.
  static JsonNode stored(Job job) {
    return Json.read(job.payload());
  }

  /// Why a submission was not accepted, if it was not.
  static Optional<Rejection> rejection(Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.Accepted _, Acceptance.Replayed _ -> Optional.empty();
      case Acceptance.Rejected(var why, _) -> Optional.of(why);
      case Acceptance.Refused(var why, _) -> Optional.of(why);
      case Acceptance.Conflict _, Acceptance.TooManyKeys _ -> Optional.of(Rejection.KEY_TAKEN);
    };
  }

  /// The problem response for a submission that was not accepted.
  Problem problem(SubmissionValidator submissionValidator, Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.Rejected(var why, var violations) ->
          Problem.of(kind(why), violations).and(reply(submissionValidator).toRejected(violations));
      case Acceptance.Conflict(var key) ->
          Problem.of(
              Problem.Kind.KEY_TAKEN,
              switch (key.kind()) {
                case IDEMPOTENCY_KEY ->
                    "this Idempotency-Key was used before with another payload or,"
                        + " for a batch, with other submissions or another order; send a new key";
                case BATCH_ELEMENT ->
                    "this element of the batch had another payload before; send a new key";
                case CLIENT_ID ->
                    "a job with this id was accepted with another payload; send a new id";
              });
      case Acceptance.TooManyKeys _ ->
          Problem.of(
              Problem.Kind.KEY_TAKEN,
              "already accepted under %d other keys, the maximum per job; repeat it with one of them"
                  .formatted(JobKey.MAX_KEYS));
      case Acceptance.Refused(var why, var wait) ->
          Problem.wait(
              kind(why),
              why == Rejection.RATE
                  ? "the pipeline's rate limit is exceeded; send again after Retry-After"
                  : "too many jobs are waiting; send again after Retry-After",
              wait);
      case Acceptance.Accepted _, Acceptance.Replayed _ ->
          throw new IllegalArgumentException("an acceptance is not a problem");
    };
  }

  private static Problem.Kind kind(Rejection why) {
    return Problem.Kind.valueOf(why.name());
  }
}
