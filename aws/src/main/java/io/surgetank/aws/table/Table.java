package io.surgetank.aws.table;

import static io.surgetank.aws.table.Row.number;

import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.PipelineName;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.store.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Jobs in the table: read strongly, written only if nobody else was faster. Safe for many threads
/// when `random` is.
final class Table {
  private static final String FRESH = "attribute_not_exists(pk)";

  private final Wire wire;
  private final Layout layout;
  private final Tank.Surroundings around;

  Table(Wire wire, Layout layout, Tank.Surroundings around) {
    this.wire = wire;
    this.layout = layout;
    this.around = around;
  }

  Wire wire() {
    return wire;
  }

  Layout layout() {
    return layout;
  }

  Pacing pacing() {
    return around.pacing();
  }

  Pipelines pipelines() {
    return around.pipelines();
  }

  Instant now() {
    // The table keeps milliseconds; what is told must be what is kept.
    return Instant.ofEpochMilli(around.clock().millis());
  }

  Pipeline pipeline(PipelineName name) {
    return pipelines()
        .named(name)
        .orElseThrow(() -> new IllegalArgumentException("no pipeline is named " + name));
  }

  Optional<Card> card(JobId id) {
    return Optional.ofNullable(cards(List.of(id)).get(id));
  }

  /// Those of the jobs that there are and whose time is not over.
  Map<JobId, Card> cards(Collection<JobId> ids) {
    var keys = new ArrayList<String>();
    for (JobId id : ids) {
      keys.add(Keys.job(id));
      keys.add(Keys.payload(id));
    }
    Map<String, Row> rows = wire.read(keys);
    var cards = new HashMap<JobId, Card>();
    for (JobId id : ids) {
      Row job = rows.get(Keys.job(id));
      Row payload = rows.get(Keys.payload(id));
      if (job == null || payload == null || isOver(job)) continue;
      cards.put(id, CardItem.read(job, payload.said(CardItem.PAYLOAD)));
    }
    return cards;
  }

  boolean isOver(Row row) {
    return row.maybeNumber(Shape.EXPIRES_AT).map(end -> end <= seconds()).orElse(false);
  }

  private long seconds() {
    return now().getEpochSecond();
  }

  /// All of them or, when a key is taken, none.
  boolean put(List<Card> cards) {
    var writes = new ArrayList<TransactWriteItem>();
    var deltas = new HashMap<PipelineName, Delta>();
    for (Card card : cards) {
      Job job = card.job();
      writes.add(Wire.put(CardItem.write(card, layout.lines()), FRESH, Map.of()));
      var payload = new HashMap<>(Keys.of(Keys.payload(job.id())));
      payload.put(CardItem.PAYLOAD, Row.text(job.payload()));
      writes.add(Wire.put(payload, FRESH, Map.of()));
      for (var key : card.submission().keys()) writes.add(named(key, card));
      deltas.merge(job.pipeline(), Delta.accepted(job.pipeline()), Delta::plus);
    }
    return wire.write(writes, () -> deltas.values().stream().map(this::count).toList());
  }

  private TransactWriteItem named(JobKey key, Card card) {
    var item = new HashMap<>(Keys.of(Keys.named(key)));
    item.put(Shape.PLACE, Row.text(card.job().id().toString()));
    endOf(card).ifPresent(end -> item.put(Shape.EXPIRES_AT, number(end)));
    return fresh(item);
  }

  private TransactWriteItem fresh(Map<String, AttributeValue> item) {
    return Wire.put(item, FRESH + " OR expiresAt <= :now", Map.of(":now", number(seconds())));
  }

  /// Gives a job further keys. False when one of them is taken, or somebody else has changed the
  /// job since it was read.
  boolean name(Card card, List<JobKey> keys) {
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(change(card, card.named(keys)));
    for (JobKey key : keys) writes.add(named(key, card));
    return wire.write(writes, List::of);
  }

  /// Writes a batch's head. False when its key is taken.
  boolean begin(Batch batch) {
    Duration kept =
        pipelines().all().stream()
            .map(Pipeline::retention)
            .flatMap(retention -> Stream.of(retention.records(), retention.deadLetters()))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return wire.write(List.of(fresh(BatchItem.write(batch, now(), kept))), List::of);
  }

  private TransactWriteItem change(Card before, Card after) {
    var item = new HashMap<>(CardItem.write(after, layout.lines()));
    endOf(after).ifPresent(end -> item.put(Shape.EXPIRES_AT, number(end)));
    return Wire.put(item, "v = :v", version(before));
  }

  /// False when somebody else has changed the job since it was read.
  boolean commit(Step step) {
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(change(step.before(), step.after()));
    if (step.movesTheEnd()) {
      var names = new ArrayList<String>();
      names.add(Keys.payload(step.after().job().id()));
      for (var key : step.after().submission().keys()) names.add(Keys.named(key));
      for (String name : names) writes.add(setEnd(name, endOf(step.after())));
    }
    Delta delta = step.delta();
    return wire.write(writes, () -> delta.changes().isEmpty() ? List.of() : List.of(count(delta)));
  }

  /// Removes the record of a dead letter, its payload and its keys. It stays counted as one that
  /// died, and is counted as one that was removed.
  boolean purge(Card card) {
    Delta delta = Delta.one(card.job().pipeline(), Delta.REMOVED_DEAD);
    return wire.write(removal(card, "v = :v"), () -> List.of(count(delta)));
  }

  /// Takes a job back whose message nobody has: as if it had never come. False when somebody has
  /// it, or its message was sent.
  boolean withdraw(Card card) {
    Delta delta = Delta.withdrawn(card.job().pipeline());
    return wire.write(
        removal(card, "v = :v AND attribute_exists(outbox)"), () -> List.of(count(delta)));
  }

  private static List<TransactWriteItem> removal(Card card, String condition) {
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(Wire.delete(Keys.job(card.job().id()), condition, version(card)));
    writes.add(Wire.delete(Keys.payload(card.job().id()), "", Map.of()));
    var own = Map.of(":id", Row.text(card.job().id().toString()));
    for (var key : card.submission().keys())
      writes.add(Wire.delete(Keys.named(key), FRESH + " OR place = :id", own));
    return writes;
  }

  /// Takes the job out of the outbox, unless it went round again since.
  void sent(JobId id, int round) {
    wire.updateIf(
        Update.builder()
            .key(Keys.of(Keys.job(id)))
            .updateExpression("REMOVE outbox, outboxAt")
            .conditionExpression("round = :round AND attribute_exists(outbox)")
            .expressionAttributeValues(Map.of(":round", number(round))));
  }

  void add(Delta delta) {
    wire.update(count(delta));
  }

  private Optional<Long> endOf(Card card) {
    var retention = pipeline(card.job().pipeline()).retention();
    Duration kept =
        switch (card.status()) {
          case DEAD -> retention.deadLetters();
          case PROCESSED, CANCELLED, PENDING, PROCESSING, RETRYING -> retention.records();
        };
    // Rather a second too long than one too short.
    return card.life().endedAt().map(end -> end.plus(kept).plusMillis(999).getEpochSecond());
  }

  private static TransactWriteItem setEnd(String name, Optional<Long> end) {
    var update = Update.builder().key(Keys.of(name)).conditionExpression("attribute_exists(pk)");
    if (end.isPresent())
      update
          .updateExpression("SET expiresAt = :end")
          .expressionAttributeValues(Map.of(":end", number(end.get())));
    else update.updateExpression("REMOVE expiresAt");
    return Wire.change(update);
  }

  private static Map<String, AttributeValue> version(Card card) {
    return Map.of(":v", number(card.version()));
  }

  /// On a shard by chance: asked again after a collision, it is another one.
  private Update.Builder count(Delta delta) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    var sums = new ArrayList<String>();
    delta
        .changes()
        .forEach((what, change) -> {
          int n = sums.size();
          names.put("#c" + n, what);
          values.put(":c" + n, number(change));
          sums.add("#c" + n + " :c" + n);
        });
    return Update.builder()
        .key(Keys.of(Keys.counts(delta.pipeline(), around.random().nextInt(layout.counts()))))
        .updateExpression("ADD " + String.join(", ", sums))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }
}
