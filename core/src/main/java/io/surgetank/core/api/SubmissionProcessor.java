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

/// What submissions at one path go through, whether they come one by one or many at once.
record SubmissionProcessor(
    PipelineSelector pipelineSelector,
    Map<SubmissionValidator, AcceptedBody> replies,
    JobStore jobs,
    JobIds ids,
    LongSupplier nanoTime) {

  /// A submission that was looked at, and the gate it counts for.
  record Seen(
      SubmissionValidator submissionValidator,
      Validation validation,
      JsonNode payload,
      RateLimits.Turn turn) {}

  RateLimits one() {
    return RateLimits.one(jobs, nanoTime);
  }

  RateLimits many(RateLimits.Many many) {
    return RateLimits.many(pipelineSelector, jobs, nanoTime, many);
  }

  /// Looks at one submission. The rate is kept before the schema is looked at, which is the dear
  /// part: refusing must stay cheap.
  Seen see(
      BatchParseResult.Element element,
      IdempotencyKeyHeader key,
      Optional<Trace> trace,
      RateLimits rateLimits) {
    return switch (element.parseResult()) {
      case ParseResult.Malformed(var faults) -> unfit(Rejection.INVALID, faults);
      case ParseResult.Parsed parsed -> {
        Optional<SubmissionValidator> selected = pipelineSelector.select(parsed.node());
        if (selected.isEmpty())
          yield unfit(Rejection.INVALID, List.of(pipelineSelector.notMeantForAny()));
        SubmissionValidator submissionValidator = selected.get();
        int bound = submissionValidator.pipeline().intake().maxBodyBytes();
        if (element.sizeBytes() > bound)
          yield unfit(submissionValidator, Rejection.TOO_LARGE, tooLarge(bound), parsed.node());
        RateLimits.Turn turn =
            rateLimits.of(submissionValidator, () -> submissionValidator.keys(parsed.node(), key));
        Validation validation =
            turn instanceof RateLimits.Turn.Held(var rateLimited)
                ? rateLimited
                : submissionValidator.check(parsed, key, ids.next(), trace);
        yield new Seen(submissionValidator, validation, parsed.node(), turn);
      }
    };
  }

  private Seen unfit(Rejection why, List<Violation> faults) {
    return unfit(pipelineSelector.first(), why, faults, Json.MAPPER.missingNode());
  }

  private static Seen unfit(
      SubmissionValidator submissionValidator,
      Rejection why,
      List<Violation> faults,
      JsonNode payload) {
    return new Seen(
        submissionValidator,
        new Validation.Invalid(why, faults),
        payload,
        new RateLimits.Turn.Free());
  }

  /// What becomes of the submissions once they are checked, in their order. A replay gives back
  /// what it took of the rate.
  List<Acceptance> accept(List<Seen> seen) {
    List<Acceptance> acceptances =
        new Acceptor(jobs).accept(seen.stream().map(Seen::validation).toList());
    for (int i = 0; i < seen.size(); i++)
      if (seen.get(i).turn() instanceof RateLimits.Turn.Counted
          && acceptances.get(i) instanceof Acceptance.Replayed)
        seen.get(i).submissionValidator().giveBack();
    return acceptances;
  }

  static List<Violation> tooLarge(int bound) {
    return List.of(
        Violation.ofWhole("a submission has at most " + bound + " bytes here; send less in one"));
  }

  AcceptedBody reply(SubmissionValidator submissionValidator) {
    return Objects.requireNonNull(replies.get(submissionValidator), "every gate has a reply");
  }

  /// What a replay answers: the first reply again, from what was stored.
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

  /// The problem that a submission's answer is, for those that were not accepted.
  Problem problem(SubmissionValidator submissionValidator, Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.Rejected(var why, var faults) ->
          Problem.of(kind(why), faults).and(reply(submissionValidator).toRejected(faults));
      case Acceptance.Conflict(var key) ->
          Problem.of(
              Problem.Kind.KEY_TAKEN,
              switch (key.kind()) {
                case IDEMPOTENCY_KEY ->
                    "this Idempotency-Key came with something else before: another payload, or,"
                        + " of a batch, other submissions or another order; send a new key";
                case BATCH_ELEMENT ->
                    "this place of the batch came with another payload before; send a new key";
                case CLIENT_ID ->
                    "a job with this id was accepted with another payload; send a new id";
              });
      case Acceptance.TooManyKeys _ ->
          Problem.of(
              Problem.Kind.KEY_TAKEN,
              "this was accepted before under %d other keys, and a job has no more; repeat it with one of them"
                  .formatted(JobKey.MAX_KEYS));
      case Acceptance.Refused(var why, var wait) ->
          Problem.wait(
              kind(why),
              why == Rejection.RATE
                  ? "more submissions than this pipeline's rate; send again after the wait"
                  : "too much is waiting here; send again after the wait",
              wait);
      case Acceptance.Accepted _, Acceptance.Replayed _ ->
          throw new IllegalArgumentException("an acceptance is not a problem");
    };
  }

  private static Problem.Kind kind(Rejection why) {
    return Problem.Kind.valueOf(why.name());
  }
}
