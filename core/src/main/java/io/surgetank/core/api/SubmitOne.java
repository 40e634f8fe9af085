package io.surgetank.core.api;

import io.surgetank.core.intake.Acceptance;
import io.surgetank.core.intake.BatchParseResult;
import io.surgetank.core.intake.IdempotencyKeyHeader;
import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.Ledger;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Accepts one submission: 202, or a problem.
record SubmitOne(SubmissionProcessor submissionProcessor, Ledger ledger) {

  Response answer(Request request) {
    IdempotencyKeyHeader key =
        IdempotencyKeyHeader.read(request.headers("idempotency-key"), JobKey.MAX_LENGTH);
    var trace = request.header("traceparent").flatMap(Trace::parse);
    byte[] body = request.body();
    SubmissionProcessor.Checked seen =
        submissionProcessor.check(
            new BatchParseResult.Element(JsonReader.read(body), body.length),
            key,
            trace,
            submissionProcessor.one());
    Acceptance acceptance = submissionProcessor.accept(List.of(seen)).getFirst();
    SubmissionProcessor.rejection(acceptance)
        .ifPresent(why -> ledger.rejected(seen.submissionValidator().pipeline().name(), why, 1));
    return switch (acceptance) {
      case Acceptance.Accepted(var job) -> accepted(seen, job, seen.payload());
      case Acceptance.Replayed(var record) ->
          accepted(seen, record.job(), SubmissionProcessor.stored(record.job()))
              .with("Idempotency-Replayed", "true");
      case Acceptance.Rejected _,
          Acceptance.Conflict _,
          Acceptance.TooManyKeys _,
          Acceptance.Refused _ ->
          submissionProcessor.problem(seen.submissionValidator(), acceptance).response();
    };
  }

  private Response accepted(SubmissionProcessor.Checked seen, Job job, JsonNode payload) {
    AcceptedBody acceptedBody = submissionProcessor.reply(seen.submissionValidator());
    return Responses.json(202, acceptedBody.toAccepted(job, payload))
        .with("Location", acceptedBody.location(job));
  }
}
