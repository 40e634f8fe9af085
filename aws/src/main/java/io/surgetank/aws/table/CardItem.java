package io.surgetank.aws.table;

import static io.surgetank.aws.table.Row.number;
import static io.surgetank.aws.table.Row.text;

import io.surgetank.job.Attempt;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.OrderingKey;
import io.surgetank.job.PipelineName;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.job.Trace;
import io.surgetank.store.Submission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How a card is written as an item and read back. The payload is an item of its own, so that a
/// change of state costs the same however large the payload is.
final class CardItem {
  static final String PIPELINE = "pipeline";
  static final String STATUS = "status";
  static final String VERSION = "v";
  static final String ROUND = "round";
  static final String PAYLOAD = "payload";

  private CardItem() {}

  /// @param shards how many ways a line of the lists is split
  static Map<String, AttributeValue> write(Card card, int shards) {
    Life life = card.life();
    Job job = card.job();
    var item = new HashMap<>(Keys.of(Keys.job(job.id())));
    item.put(PIPELINE, text(job.pipeline().value()));
    item.put(STATUS, text(card.status().name()));
    item.put(VERSION, number(card.version()));
    item.put(ROUND, number(life.round()));
    item.put("begun", number(life.begun()));
    item.put("leases", number(life.leases()));
    item.put("until", number(life.leasedUntil()));
    item.put("due", number(life.dueAt()));
    item.put("sent", number(life.sentAt()));
    item.put(Shape.LINE, text(line(job.pipeline(), card.status(), shard(job.id(), shards))));
    item.put(Shape.PLACE, text(job.id().toString()));
    List<FinishedAttempt> attempts = life.evidence().attempts();
    if (!attempts.isEmpty())
      item.put("attempts", AttributeValue.fromL(attempts.stream().map(CardItem::attempt).toList()));
    if (life.evidence().leftOut() > 0) item.put("leftOut", number(life.evidence().leftOut()));
    if (!job.trace().isOf(job.id())) item.put("trace", text(job.trace().traceparent()));
    if (!card.submission().keys().isEmpty()) {
      item.put(
          "keys",
          AttributeValue.fromL(card.submission().keys().stream().map(CardItem::key).toList()));
      item.put("fingerprint", text(card.submission().fingerprint()));
    }
    card.submission().orderingKey().ifPresent(key -> item.put("ordering", text(key.toString())));
    if (card.unsent()) {
      item.put(Shape.OUTBOX, text("outbox#" + shard(job.id(), shards)));
      item.put(Shape.OUTBOX_AT, number(life.sentAt()));
    }
    writeState(item, life.state());
    return item;
  }

  private static void writeState(Map<String, AttributeValue> item, State state) {
    switch (state) {
      case State.Processing(var attempt) -> {
        item.put("number", number(attempt.number()));
        item.put("started", number(attempt.startedAt()));
      }
      case State.Processed(var result, var endedAt) -> {
        item.put("said", text(WellFormed.json(result)));
        item.put("ended", number(endedAt));
      }
      case State.Dead(var failure, var endedAt) -> {
        item.put("said", text(failure));
        item.put("ended", number(endedAt));
      }
      case State.Cancelled(var endedAt) -> item.put("ended", number(endedAt));
      case State.Pending _, State.Retrying _ -> {}
    }
  }

  static Card read(Row row, String payload) {
    JobId id = JobId.parse(row.said(Shape.PLACE)).orElseThrow();
    var trace = row.maybeText("trace").map(Trace::new).orElseGet(() -> Trace.of(id));
    var job = new Job(id, new PipelineName(row.said(PIPELINE)), payload, trace);
    List<JobKey> keys = row.list("keys").stream().map(value -> key(new Row(value.m()))).toList();
    var submission =
        new Submission(
            job,
            keys,
            row.maybeText("fingerprint").orElse(""),
            row.maybeText("ordering").map(OrderingKey::parse),
            Optional.empty());
    var life =
        new Life(
            state(row),
            new Evidence(
                row.list("attempts").stream().map(value -> attempt(new Row(value.m()))).toList(),
                row.maybeNumber("leftOut").orElse(0L).intValue()),
            (int) row.whole(ROUND),
            (int) row.whole("begun"),
            row.whole("leases"),
            row.time("until"),
            row.time("due"),
            row.time("sent"));
    return new Card(submission, life, row.whole(VERSION), row.has(Shape.OUTBOX));
  }

  private static State state(Row row) {
    return switch (Status.valueOf(row.said(STATUS))) {
      case PENDING -> new State.Pending();
      case PROCESSING ->
          new State.Processing(
              new Attempt((int) row.whole(ROUND), (int) row.whole("number"), row.time("started")));
      case RETRYING -> new State.Retrying(row.time("due"));
      case PROCESSED -> new State.Processed(WellFormed.json(row.said("said")), row.time("ended"));
      case DEAD -> new State.Dead(WellFormed.text(row.said("said")), row.time("ended"));
      case CANCELLED -> new State.Cancelled(row.time("ended"));
    };
  }

  private static AttributeValue attempt(FinishedAttempt finished) {
    Attempt attempt = finished.attempt();
    var map = new HashMap<String, AttributeValue>();
    map.put(ROUND, number(attempt.round()));
    map.put("number", number(attempt.number()));
    map.put("started", number(attempt.startedAt()));
    map.put("ended", number(finished.endedAt()));
    map.put("end", text(finished.end().name()));
    map.put("failure", text(finished.failure()));
    if (!finished.stackTrace().isEmpty()) map.put("stackTrace", text(finished.stackTrace()));
    return AttributeValue.fromM(map);
  }

  private static FinishedAttempt attempt(Row row) {
    var attempt =
        new Attempt((int) row.whole(ROUND), (int) row.whole("number"), row.time("started"));
    return new FinishedAttempt(
        attempt,
        row.time("ended"),
        FinishedAttempt.End.valueOf(row.said("end")),
        row.said("failure"),
        row.maybeText("stackTrace").orElse(""));
  }

  private static AttributeValue key(JobKey key) {
    return AttributeValue.fromM(
        Map.of(
            "path", text(key.path()),
            "kind", text(key.kind().name()),
            "value", text(key.value())));
  }

  private static JobKey key(Row row) {
    return new JobKey(row.said("path"), JobKey.Kind.valueOf(row.said("kind")), row.said("value"));
  }

  static String line(PipelineName pipeline, Status status, int shard) {
    return pipeline + "#" + status + "#" + shard;
  }

  /// The salt is chance, so the shards fill evenly.
  static int shard(JobId id, int shards) {
    return (int) (id.salt() % shards);
  }
}
