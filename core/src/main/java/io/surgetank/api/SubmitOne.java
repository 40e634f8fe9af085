package io.surgetank.api;

import io.surgetank.accept.Acceptance;
import io.surgetank.accept.Elements;
import io.surgetank.accept.JsonReader;
import io.surgetank.accept.KeyHeader;
import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.job.Trace;
import io.surgetank.ledger.Ledger;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Takes one submission: 202, or a problem.
record SubmitOne(Entrance entrance, Ledger ledger) {

  Response answer(Request request) {
    KeyHeader key = KeyHeader.read(request.headers("idempotency-key"), JobKey.MAX_LENGTH);
    var trace = request.header("traceparent").flatMap(Trace::parse);
    byte[] body = request.body();
    Entrance.Seen seen =
        entrance.see(
            new Elements.Element(JsonReader.read(body), body.length), key, trace, entrance.one());
    Acceptance acceptance = entrance.accept(List.of(seen)).getFirst();
    Entrance.rejection(acceptance)
        .ifPresent(why -> ledger.rejected(seen.gate().pipeline().name(), why, 1));
    return switch (acceptance) {
      case Acceptance.Accepted(var job) -> accepted(seen, job, seen.payload());
      case Acceptance.Replayed(var record) ->
          accepted(seen, record.job(), Entrance.stored(record.job()))
              .with("Idempotency-Replayed", "true");
      case Acceptance.Rejected _,
          Acceptance.Conflict _,
          Acceptance.Crowded _,
          Acceptance.Refused _ ->
          entrance.problem(seen.gate(), acceptance).response();
    };
  }

  private Response accepted(Entrance.Seen seen, Job job, JsonNode payload) {
    Reply reply = entrance.reply(seen.gate());
    return Answers.json(202, reply.toAccepted(job, payload)).with("Location", reply.location(job));
  }
}
