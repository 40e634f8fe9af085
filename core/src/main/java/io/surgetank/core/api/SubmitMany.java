package io.surgetank.core.api;

import io.surgetank.core.intake.BatchParseResult;
import io.surgetank.core.intake.IdempotencyKeyHeader;
import io.surgetank.core.intake.SubmissionSource;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.json.Json;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.PutResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// A body of many submissions, each accepted or refused independently of the others.
///
/// The `Idempotency-Key` of many identifies the batch. When the batch is repeated, accepted
/// elements are replayed and the others are tried again; with other submissions, or in another
/// order, the batch is refused.
record SubmitMany(
    SubmissionChecker checker,
    IntakeRateLimiter rateLimiter,
    JobStore jobs,
    SubmissionRefusals refusals) {

  /// As many as fit one transaction without making others wait.
  static final int MAX_ELEMENTS = 1_000;

  Response answer(Request request, BatchParseResult parsed) {
    return switch (parsed) {
      case BatchParseResult.Malformed(var violations) ->
          refusals.refuse(Rejection.INVALID, violations);
      case BatchParseResult.Parsed(var found) when found.isEmpty() ->
          refuse(Rejection.INVALID, "the body contains no submission; send at least one");
      case BatchParseResult.Parsed(var found) when found.size() > MAX_ELEMENTS ->
          refuse(
              Rejection.TOO_LARGE,
              "a request contains at most %d submissions; split it into several requests"
                  .formatted(MAX_ELEMENTS));
      case BatchParseResult.Parsed(var found) -> each(request, found);
    };
  }

  private Response refuse(Rejection why, String detail) {
    return refusals.refuse(why, List.of(Violation.ofWhole(detail)));
  }

  private Response each(Request request, List<BatchParseResult.Element> elements) {
    List<IdempotencyKeyHeader> keys =
        IdempotencyKeyHeader.ofEach(
            SubmissionHeaders.key(request, JobKey.MAX_BATCH_LENGTH), elements);
    SubmissionSource source = request.source();
    var rates =
        SubmissionRateLimiter.many(
            checker.selector(),
            jobs,
            rateLimiter,
            new SubmissionRateLimiter.Many(elements, keys, source.principal()));
    var checked = new ArrayList<SubmissionCheckResult>(elements.size());
    var valid = new ArrayList<SubmissionCheckResult.Valid>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      checked.add(checker.check(elements.get(i), keys.get(i), source, rates));
      if (checked.getLast() instanceof SubmissionCheckResult.Valid one) valid.add(one);
    }
    return response(request.client(), checked, put(valid));
  }

  private Response response(
      Client client, List<SubmissionCheckResult> checked, List<PutResult> results) {
    Iterator<PutResult> result = results.iterator();
    var response = new BatchResponse(client);
    for (SubmissionCheckResult one : checked)
      switch (one) {
        case SubmissionCheckResult.Refused refused -> response.add(refused);
        case SubmissionCheckResult.Valid put -> add(response, put, result.next());
      }
    response.countRefusals(refusals.ledger());
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
          // The stored payload, from which a replay gets the same reply.
          response.addReplayed(put.reply(), record.job(), Json.read(record.job().payload()));
      case PutResult.Refusal refusal ->
          response.add(SubmissionCheckResult.Refused.of(put.reply(), refusal));
    }
  }

  /// Whether the batch's key is taken; then nothing of the batch was stored.
  private static boolean isBatchConflict(PutResult result) {
    return result instanceof PutResult.KeyTaken(var key)
        && key.kind() == JobKey.Kind.IDEMPOTENCY_KEY;
  }

  /// Stores valid submissions together.
  private List<PutResult> put(List<SubmissionCheckResult.Valid> valid) {
    if (valid.isEmpty()) return List.of();
    List<PutResult> results =
        jobs.put(valid.stream().map(SubmissionCheckResult.Valid::submission).toList());
    for (int i = 0; i < results.size(); i++)
      if (results.get(i) instanceof PutResult.Existing) valid.get(i).permit().release();
    return results;
  }
}
