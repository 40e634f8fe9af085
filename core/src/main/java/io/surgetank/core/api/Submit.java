package io.surgetank.core.api;

import io.surgetank.core.intake.Acceptance;
import io.surgetank.core.intake.BatchParseResult;
import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.SubmissionValidator;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.Rejection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/// `POST` on a pipeline's path: decides whether to read the body, and whether it is one submission
/// or many.
record Submit(
    SubmissionProcessor submissionProcessor,
    SubmitOne one,
    SubmitMany many,
    Ledger ledger,
    Supplier<Health> health)
    implements Operation {

  /// Limit for a body of many submissions.
  static final int MAX_BATCH_BYTES = 4 * 1024 * 1024;

  /// A guess at the duration of a restart or a clean-up.
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @Override
  public Response answer(Request request, String id) {
    if (!ContentNegotiation.admitsJson(request))
      return refuse(Rejection.MEDIA_TYPE, ContentNegotiation.notAcceptable());
    return switch (health.get()) {
      case Health.Ready(), Health.Degraded(_) -> accept(request);
      case Health.NotReady(var why) -> refuse(Rejection.UNAVAILABLE, unavailable(why));
      case Health.Broken(var why) -> refuse(Rejection.UNAVAILABLE, unavailable(why));
    };
  }

  private Response accept(Request request) {
    try {
      return switch (BodyFormat.of(request)) {
        case BodyFormat.Unsupported(var problem) -> refuse(Rejection.MEDIA_TYPE, problem);
        case BodyFormat.Lines() -> lines(request);
        case BodyFormat.Document() -> document(request);
      };
    } catch (UncheckedIOException broken) {
      ledger.rejected(first().pipeline().name(), Rejection.UNAVAILABLE, 1);
      throw broken;
    }
  }

  private Response lines(Request request) {
    if (isOver(request, MAX_BATCH_BYTES)) return tooLarge(MAX_BATCH_BYTES);
    return many.answer(request, JsonReader.lines(request.body(), SubmitMany.MAX_ELEMENTS));
  }

  private Response document(Request request) {
    if (isOver(request, bodyBound())) return tooLarge(bodyBound());
    if (JsonReader.looksLikeArray(request.body())) {
      if (isOver(request, MAX_BATCH_BYTES)) return tooLarge(MAX_BATCH_BYTES);
      BatchParseResult batchParseResult =
          JsonReader.elements(request.body(), SubmitMany.MAX_ELEMENTS);
      return many.answer(request, batchParseResult);
    }
    int bound = largestOne();
    return isOver(request, bound) ? tooLarge(bound) : one.answer(request);
  }

  int bodyBound() {
    return Math.max(MAX_BATCH_BYTES, largestOne());
  }

  private int largestOne() {
    int largest = 0;
    for (SubmissionValidator submissionValidator : submissionProcessor.pipelineSelector().all())
      largest = Math.max(largest, submissionValidator.pipeline().intake().maxBodyBytes());
    return largest;
  }

  /// A server may leave a body unread whose `Content-Length` exceeds the limit.
  private static boolean isOver(Request request, int bound) {
    if (request.body().length > bound) return true;
    String length = request.header("content-length").orElse("0").strip();
    boolean digits = !length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && (length.length() > 18 || Long.parseLong(length) > bound);
  }

  private Response tooLarge(int bound) {
    var violations = SubmissionProcessor.tooLarge(bound);
    ledger.rejected(first().pipeline().name(), Rejection.TOO_LARGE, 1);
    return submissionProcessor
        .problem(first(), new Acceptance.Rejected(Rejection.TOO_LARGE, violations))
        .response();
  }

  private static Problem unavailable(String why) {
    return Problem.wait(
        Problem.Kind.UNAVAILABLE, "temporarily not accepting submissions: " + why, RETRY_AFTER);
  }

  private Response refuse(Rejection why, Problem problem) {
    ledger.rejected(first().pipeline().name(), why, 1);
    return problem.response();
  }

  private SubmissionValidator first() {
    return submissionProcessor.pipelineSelector().first();
  }
}
