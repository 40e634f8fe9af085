package io.surgetank.core.api;

import io.surgetank.core.intake.BatchParseResult;
import io.surgetank.core.intake.IdempotencyKeyHeader;
import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.PayloadPipelineSelector;
import io.surgetank.core.intake.SubmissionFactory;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.Trace;
import io.surgetank.core.json.Json;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.store.PutResult;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `POST` on a pipeline's path: one submission, or many in an array or in lines, each accepted or
/// refused independently of the others.
///
/// The `Idempotency-Key` of many identifies the batch. When the batch is repeated, accepted
/// elements are replayed and the others are tried again; with other submissions, or in another
/// order, the batch is refused.
record Submit(SubmissionChecker checker, IntakeRateLimiter rateLimiter, ApiParts parts)
    implements Operation {

  /// Limit for a body of many submissions.
  static final int MAX_BATCH_BYTES = 4 * 1024 * 1024;

  /// As many as fit one transaction without making others wait.
  static final int MAX_ELEMENTS = 1_000;

  /// A guess at the duration of a restart or a clean-up.
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @Override
  public Response answer(Request request, String id) {
    if (!ContentNegotiation.admitsJson(request))
      return refuse(Rejection.MEDIA_TYPE, ContentNegotiation.notAcceptable());
    return switch (parts.health().get()) {
      case HealthStatus.Ready(), HealthStatus.Degraded(_) -> accept(request);
      case HealthStatus.NotReady(var why) -> refuse(Rejection.UNAVAILABLE, unavailable(why));
      case HealthStatus.Broken(var why) -> refuse(Rejection.UNAVAILABLE, unavailable(why));
    };
  }

  private Response accept(Request request) {
    try {
      return switch (BodyFormat.of(request)) {
        case BodyFormat.Unsupported(var problem) -> refuse(Rejection.MEDIA_TYPE, problem);
        case BodyFormat.Lines() -> lines(request);
        case BodyFormat.Document() -> document(request);
      };
    } catch (UncheckedIOException counted) {
      parts.ledger().rejected(selector().first().pipeline().name(), Rejection.UNAVAILABLE, 1);
      throw counted;
    }
  }

  private Response lines(Request request) {
    if (isOver(request, MAX_BATCH_BYTES)) return tooLarge(MAX_BATCH_BYTES);
    return many(request, JsonReader.lines(request.body(), MAX_ELEMENTS));
  }

  private Response document(Request request) {
    if (isOver(request, bodyBound())) return tooLarge(bodyBound());
    if (JsonReader.looksLikeArray(request.body())) {
      if (isOver(request, MAX_BATCH_BYTES)) return tooLarge(MAX_BATCH_BYTES);
      return many(request, JsonReader.elements(request.body(), MAX_ELEMENTS));
    }
    int bound = largestOne();
    return isOver(request, bound) ? tooLarge(bound) : one(request);
  }

  int bodyBound() {
    return Math.max(MAX_BATCH_BYTES, largestOne());
  }

  private int largestOne() {
    int largest = 0;
    for (SubmissionFactory factory : selector().all())
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

  private Response one(Request request) {
    byte[] body = request.body();
    SubmissionCheckResult checked =
        checker.check(
            new BatchParseResult.Element(JsonReader.read(body), body.length),
            key(request, JobKey.MAX_LENGTH),
            trace(request),
            SubmissionRateLimiter.one(parts.jobs(), rateLimiter));
    return switch (checked) {
      case SubmissionCheckResult.Refused refused -> refuse(refused);
      case SubmissionCheckResult.Valid valid ->
          switch (put(List.of(valid)).getFirst()) {
            case PutResult.Stored(var job) -> accepted(valid, job, valid.payload());
            case PutResult.Existing(var record) ->
                accepted(valid, record.job(), stored(record.job()))
                    .with("Idempotency-Replayed", "true");
            case PutResult.Refusal refusal ->
                refuse(SubmissionCheckResult.Refused.of(valid.reply(), refusal));
          };
    };
  }

  private static Response accepted(SubmissionCheckResult.Valid valid, Job job, JsonNode payload) {
    return Responses.json(202, valid.reply().toAccepted(job, payload))
        .with("Location", valid.reply().location(job));
  }

  private Response many(Request request, BatchParseResult parsed) {
    return switch (parsed) {
      case BatchParseResult.Malformed(var violations) -> refuse(Rejection.INVALID, violations);
      case BatchParseResult.Parsed(var found) when found.isEmpty() ->
          refuse(
              Rejection.INVALID,
              List.of(Violation.ofWhole("the body contains no submission; send at least one")));
      case BatchParseResult.Parsed(var found) when found.size() > MAX_ELEMENTS ->
          refuse(
              Rejection.TOO_LARGE,
              List.of(
                  Violation.ofWhole(
                      "a request contains at most %d submissions; split it into several requests"
                          .formatted(MAX_ELEMENTS))));
      case BatchParseResult.Parsed(var found) -> each(request, found);
    };
  }

  private Response each(Request request, List<BatchParseResult.Element> elements) {
    List<IdempotencyKeyHeader> keys =
        IdempotencyKeyHeader.ofEach(key(request, JobKey.MAX_BATCH_LENGTH), elements);
    Optional<Trace> trace = trace(request);
    var rates =
        SubmissionRateLimiter.many(
            selector(), parts.jobs(), rateLimiter, new SubmissionRateLimiter.Many(elements, keys));
    var checked = new ArrayList<SubmissionCheckResult>(elements.size());
    var valid = new ArrayList<SubmissionCheckResult.Valid>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      checked.add(checker.check(elements.get(i), keys.get(i), trace, rates));
      if (checked.getLast() instanceof SubmissionCheckResult.Valid one) valid.add(one);
    }
    List<PutResult> results = put(valid);
    Iterator<PutResult> result = results.iterator();
    var response = new BatchResponse();
    for (SubmissionCheckResult one : checked)
      switch (one) {
        case SubmissionCheckResult.Refused refused -> response.add(refused);
        case SubmissionCheckResult.Valid put -> add(response, put, result.next());
      }
    response.countRefusals(parts.ledger());
    for (PutResult one : results)
      if (isBatchConflict(one))
        return SubmissionCheckResult.Refused.of(checker.firstReply(), (PutResult.KeyTaken) one)
            .problem()
            .response();
    return response.response();
  }

  private static void add(
      BatchResponse response, SubmissionCheckResult.Valid put, PutResult result) {
    switch (result) {
      case PutResult.Stored(var job) -> response.addAccepted(put.reply(), job, put.payload());
      case PutResult.Existing(var record) ->
          response.addReplayed(put.reply(), record.job(), stored(record.job()));
      case PutResult.Refusal refusal ->
          response.add(SubmissionCheckResult.Refused.of(put.reply(), refusal));
    }
  }

  /// Whether the batch's key is taken; then nothing of the batch was stored.
  private static boolean isBatchConflict(PutResult result) {
    return result instanceof PutResult.KeyTaken(var key)
        && key.kind() == JobKey.Kind.IDEMPOTENCY_KEY;
  }

  /// Stores valid submissions together. Two concurrent ones with the same key need no "still in
  /// progress" response: the store serializes them, so the second finds the first.
  private List<PutResult> put(List<SubmissionCheckResult.Valid> valid) {
    if (valid.isEmpty()) return List.of();
    List<PutResult> results =
        parts.jobs().put(valid.stream().map(SubmissionCheckResult.Valid::submission).toList());
    for (int i = 0; i < results.size(); i++)
      if (results.get(i) instanceof PutResult.Existing) valid.get(i).permit().release();
    return results;
  }

  /// The stored payload, from which a replay gets the same reply.
  private static JsonNode stored(Job job) {
    return Json.read(job.payload());
  }

  private static IdempotencyKeyHeader key(Request request, int maxLength) {
    return IdempotencyKeyHeader.read(request.headers("idempotency-key"), maxLength);
  }

  private static Optional<Trace> trace(Request request) {
    return request.header("traceparent").flatMap(Trace::parse);
  }

  private PayloadPipelineSelector selector() {
    return checker.selector();
  }

  private static Problem unavailable(String why) {
    return Problem.wait(
        Problem.Kind.UNAVAILABLE, "temporarily not accepting submissions: " + why, RETRY_AFTER);
  }

  private Response tooLarge(int bound) {
    return refuse(Rejection.TOO_LARGE, List.of(SubmissionChecker.tooLarge(bound)));
  }

  private Response refuse(Rejection why, List<Violation> violations) {
    return refuse(SubmissionCheckResult.Refused.of(checker.firstReply(), why, violations));
  }

  /// Refuses the request. It counts as one submission of the first pipeline, because neither their
  /// number nor their pipelines are known.
  private Response refuse(Rejection why, Problem problem) {
    return refuse(
        new SubmissionCheckResult.Refused(selector().first().pipeline().name(), why, problem));
  }

  private Response refuse(SubmissionCheckResult.Refused refused) {
    parts.ledger().rejected(refused.pipeline(), refused.why(), 1);
    return refused.problem().response();
  }
}
