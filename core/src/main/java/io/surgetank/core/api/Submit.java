package io.surgetank.core.api;

import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.SubmissionFactory;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.store.AsyncJobStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// `POST` on a pipeline's path: one submission, or many in an array or in lines.
///
/// Two concurrent ones with the same key need no "still in progress" response: the store serializes
/// them, so the second finds the first.
final class Submit implements Operation {
  /// Limit for a body of many submissions.
  static final int MAX_BATCH_BYTES = 4 * 1024 * 1024;

  /// A guess at the duration of a restart or a clean-up.
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /// Checking a larger body may take several milliseconds, if its schema is expensive.
  private static final int MAX_QUICK_BYTES = 4 * 1024;

  private final SubmissionChecker checker;
  private final IntakeRateLimiter rateLimiter;
  private final ApiParts parts;
  private final SubmissionRefusals refusals;
  private final SubmitOne one;
  private final SubmitMany many;

  Submit(SubmissionChecker checker, IntakeRateLimiter rateLimiter, ApiParts parts) {
    this.checker = checker;
    this.rateLimiter = rateLimiter;
    this.parts = parts;
    this.refusals = new SubmissionRefusals(parts.ledger(), checker.firstReply());
    this.one = new SubmitOne(checker, rateLimiter, parts.jobs(), refusals);
    this.many = new SubmitMany(checker, rateLimiter, parts.jobs(), refusals);
  }

  @Override
  public Response answer(Request request, String id) {
    return refusal(request).orElseGet(() -> accept(request));
  }

  @Override
  public Optional<CompletableFuture<Response>> answerAsync(Request request, Executor executor) {
    if (!(parts.jobs() instanceof AsyncJobStore jobs) || !isQuick(request)) return Optional.empty();
    return Optional.of(
        refusal(request)
            .map(CompletableFuture::completedFuture)
            .orElseGet(() -> one.answerAsync(request, jobs, executor)));
  }

  /// Whether the request has one small submission that is checked without the store, which the
  /// limit of a rate reads.
  private boolean isQuick(Request request) {
    return !isOver(request, Math.min(MAX_QUICK_BYTES, largestOne()))
        && !rateLimiter.isLimited()
        && BodyFormat.of(request) instanceof BodyFormat.Document
        && !JsonReader.looksLikeArray(request.body());
  }

  /// The response if nothing is accepted, at present or from this client.
  private Optional<Response> refusal(Request request) {
    if (!ContentNegotiation.admitsJson(request))
      return Optional.of(refusals.refuse(Rejection.MEDIA_TYPE, ContentNegotiation.notAcceptable()));
    return switch (parts.health().get()) {
      case HealthStatus.Ready(), HealthStatus.Degraded(_) -> Optional.empty();
      case HealthStatus.NotReady(var why) -> Optional.of(unavailable(why));
      case HealthStatus.Broken(var why) -> Optional.of(unavailable(why));
    };
  }

  private Response unavailable(String why) {
    return refusals.refuse(
        Rejection.UNAVAILABLE,
        Problem.wait(
            Problem.Kind.UNAVAILABLE,
            "temporarily not accepting submissions: " + why,
            RETRY_AFTER));
  }

  private Response accept(Request request) {
    try {
      return switch (BodyFormat.of(request)) {
        case BodyFormat.Unsupported(var problem) -> refusals.refuse(Rejection.MEDIA_TYPE, problem);
        case BodyFormat.Lines() -> lines(request);
        case BodyFormat.Document() -> document(request);
      };
    } catch (UncheckedIOException counted) {
      refusals.countUnavailable();
      throw counted;
    }
  }

  private Response lines(Request request) {
    if (isOver(request, MAX_BATCH_BYTES)) return refusals.tooLarge(MAX_BATCH_BYTES);
    return many.answer(request, JsonReader.lines(request.body(), SubmitMany.MAX_ELEMENTS));
  }

  private Response document(Request request) {
    if (isOver(request, bodyBound())) return refusals.tooLarge(bodyBound());
    if (JsonReader.looksLikeArray(request.body())) {
      if (isOver(request, MAX_BATCH_BYTES)) return refusals.tooLarge(MAX_BATCH_BYTES);
      return many.answer(request, JsonReader.elements(request.body(), SubmitMany.MAX_ELEMENTS));
    }
    int bound = largestOne();
    return isOver(request, bound) ? refusals.tooLarge(bound) : one.answer(request);
  }

  int bodyBound() {
    return Math.max(MAX_BATCH_BYTES, largestOne());
  }

  private int largestOne() {
    int largest = 0;
    for (SubmissionFactory factory : checker.selector().all())
      largest = Math.max(largest, factory.pipeline().intake().maxBodyBytes());
    return largest;
  }

  /// A server may leave a body unread whose `Content-Length` exceeds the limit.
  private static boolean isOver(Request request, int bound) {
    if (request.body().length > bound) return true;
    String length = request.header("content-length").orElse("0").strip();
    boolean digits = !length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && (length.length() > 18 || Long.parseLong(length) > bound);
  }
}
