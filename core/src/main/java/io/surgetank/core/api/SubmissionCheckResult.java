package io.surgetank.core.api;

import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One submission of a request: ready to be stored, or refused.
sealed interface SubmissionCheckResult {
  /// Ready to be stored.
  ///
  /// @param reply of its pipeline
  record Valid(
      ReplyRenderer reply,
      Submission submission,
      JsonNode payload,
      SubmissionRateLimiter.Permit permit)
      implements SubmissionCheckResult {}

  /// Refused; nothing of it is stored.
  ///
  /// @param pipeline for which it is counted
  record Refused(PipelineName pipeline, Rejection why, Problem problem)
      implements SubmissionCheckResult {

    static Refused of(ReplyRenderer reply, Rejection why, List<Violation> violations) {
      return new Refused(
          reply.pipeline(),
          why,
          Problem.of(kind(why), violations).and(reply.toRejected(violations)));
    }

    static Refused rateLimited(ReplyRenderer reply, Duration wait) {
      return waiting(
          reply,
          Rejection.RATE,
          "the pipeline's rate limit is exceeded; send again after Retry-After",
          wait);
    }

    /// What the store refused.
    static Refused of(ReplyRenderer reply, PutResult.Refusal refusal) {
      return switch (refusal) {
        case PutResult.KeyTaken(var key) -> keyTaken(reply, keyTaken(key.kind()));
        case PutResult.TooManyKeys _ ->
            keyTaken(
                reply,
                "already accepted under %d other keys, the maximum per job; repeat it with one of them"
                    .formatted(JobKey.MAX_KEYS));
        case PutResult.Full(var wait) ->
            waiting(
                reply,
                Rejection.UNAVAILABLE,
                "too many unfinished jobs, or the store is busy; send again after Retry-After",
                wait);
      };
    }

    private static Refused waiting(
        ReplyRenderer reply, Rejection why, String detail, Duration wait) {
      return new Refused(reply.pipeline(), why, Problem.wait(kind(why), detail, wait));
    }

    private static Refused keyTaken(ReplyRenderer reply, String detail) {
      return new Refused(
          reply.pipeline(), Rejection.KEY_TAKEN, Problem.of(Problem.Kind.KEY_TAKEN, detail));
    }

    private static String keyTaken(JobKey.Kind kind) {
      return switch (kind) {
        case IDEMPOTENCY_KEY ->
            "this Idempotency-Key was used before with another payload or,"
                + " for a batch, with other submissions or another order; send a new key";
        case BATCH_ELEMENT ->
            "this element of the batch had another payload before; send a new key";
        case CLIENT_ID -> "a job with this id was accepted with another payload; send a new id";
      };
    }

    private static Problem.Kind kind(Rejection why) {
      return Problem.Kind.valueOf(why.name());
    }
  }
}
