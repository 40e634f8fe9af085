package io.surgetank.core.api;

import io.surgetank.core.intake.BatchParseResult;
import io.surgetank.core.intake.IdempotencyKeyHeader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.intake.PayloadPipelineSelector;
import io.surgetank.core.intake.SubmissionFactory;
import io.surgetank.core.intake.SubmissionSource;
import io.surgetank.core.intake.Validation;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.ledger.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Checks the submissions of one path before they are stored.
record SubmissionChecker(
    PayloadPipelineSelector selector, Map<SubmissionFactory, ReplyRenderer> replies, JobIds ids) {

  /// Checks one submission. The rate comes before the schema, which is the expensive part: refusing
  /// must stay cheap.
  SubmissionCheckResult check(
      BatchParseResult.Element element,
      IdempotencyKeyHeader key,
      SubmissionSource source,
      SubmissionRateLimiter rates) {
    return switch (element.parseResult()) {
      case ParseResult.Malformed(var violations) -> invalid(violations);
      case ParseResult.Parsed parsed -> {
        Optional<SubmissionFactory> selected = selector.select(parsed.node());
        if (selected.isEmpty()) yield invalid(List.of(selector.noMatch()));
        SubmissionFactory factory = selected.get();
        if (!source.principal().mayUse(factory.pipeline().name())) yield forbidden(factory);
        int bound = factory.pipeline().intake().maxBodyBytes();
        if (element.sizeBytes() > bound)
          yield SubmissionCheckResult.Refused.of(
              reply(factory), Rejection.TOO_LARGE, List.of(tooLarge(bound)));
        SubmissionRateLimiter.Permit permit =
            rates.of(
                factory.pipeline(), () -> factory.keys(parsed.node(), key, source.principal()));
        if (permit instanceof SubmissionRateLimiter.Permit.Denied(var wait))
          yield SubmissionCheckResult.Refused.rateLimited(reply(factory), wait);
        Validation validation = factory.create(parsed, key, ids.next(), source);
        yield checked(reply(factory), validation, parsed.node(), permit);
      }
    };
  }

  private static SubmissionCheckResult checked(
      ReplyRenderer reply,
      Validation validation,
      JsonNode payload,
      SubmissionRateLimiter.Permit permit) {
    return switch (validation) {
      case Validation.Valid(var submission) ->
          new SubmissionCheckResult.Valid(reply, submission, payload, permit);
      case Validation.Invalid(var why, var violations) ->
          SubmissionCheckResult.Refused.of(reply, why, violations);
    };
  }

  /// Of several pipelines at this path, one that the key is not bound to.
  private static SubmissionCheckResult forbidden(SubmissionFactory factory) {
    return new SubmissionCheckResult.Refused(
        factory.pipeline().name(),
        Rejection.INVALID,
        Permission.forbidden(
            "this key is not bound to the pipeline '" + factory.pipeline().name() + "'"));
  }

  private SubmissionCheckResult invalid(List<Violation> violations) {
    return SubmissionCheckResult.Refused.of(firstReply(), Rejection.INVALID, violations);
  }

  static Violation tooLarge(int bound) {
    return Violation.ofWhole("a submission must not exceed " + bound + " bytes");
  }

  /// Of the pipeline for which a submission is counted whose pipeline is unknown.
  ReplyRenderer firstReply() {
    return reply(selector.first());
  }

  private ReplyRenderer reply(SubmissionFactory factory) {
    return Objects.requireNonNull(replies.get(factory), "every factory has a reply");
  }
}
