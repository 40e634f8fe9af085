package io.surgetank.aws.table;

import static io.surgetank.aws.table.ItemReader.number;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.KeyedBatch;
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
final class JobTable {
  private static final String FRESH = "attribute_not_exists(pk)";

  private final DynamoCalls dynamoCalls;
  private final TableConfig tableConfig;
  private final DynamoBackend.Dependencies around;

  JobTable(DynamoCalls dynamoCalls, TableConfig tableConfig, DynamoBackend.Dependencies around) {
    this.dynamoCalls = dynamoCalls;
    this.tableConfig = tableConfig;
    this.around = around;
  }

  DynamoCalls wire() {
    return dynamoCalls;
  }

  TableConfig layout() {
    return tableConfig;
  }

  BulkThrottle pacing() {
    return around.bulkThrottle();
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

  Optional<JobItem> card(JobId id) {
    return Optional.ofNullable(cards(List.of(id)).get(id));
  }

  /// Those of the jobs that there are and whose time is not over.
  Map<JobId, JobItem> cards(Collection<JobId> ids) {
    var keys = new ArrayList<String>();
    for (JobId id : ids) {
      keys.add(ItemKeys.job(id));
      keys.add(ItemKeys.payload(id));
    }
    Map<String, ItemReader> rows = dynamoCalls.read(keys);
    var cards = new HashMap<JobId, JobItem>();
    for (JobId id : ids) {
      ItemReader job = rows.get(ItemKeys.job(id));
      ItemReader payload = rows.get(ItemKeys.payload(id));
      if (job == null || payload == null || isOver(job)) continue;
      cards.put(id, JobItemMapper.read(job, payload.said(JobItemMapper.PAYLOAD)));
    }
    return cards;
  }

  boolean isOver(ItemReader itemReader) {
    return itemReader
        .maybeNumber(TableSchema.EXPIRES_AT)
        .map(end -> end <= seconds())
        .orElse(false);
  }

  private long seconds() {
    return now().getEpochSecond();
  }

  /// All of them or, when a key is taken, none.
  boolean put(List<JobItem> cards) {
    var writes = new ArrayList<TransactWriteItem>();
    var deltas = new HashMap<PipelineName, CounterDelta>();
    for (JobItem jobItem : cards) {
      Job job = jobItem.job();
      writes.add(
          DynamoCalls.put(JobItemMapper.write(jobItem, tableConfig.lines()), FRESH, Map.of()));
      var payload = new HashMap<>(ItemKeys.of(ItemKeys.payload(job.id())));
      payload.put(JobItemMapper.PAYLOAD, ItemReader.text(job.payload()));
      writes.add(DynamoCalls.put(payload, FRESH, Map.of()));
      for (var key : jobItem.submission().keys()) writes.add(named(key, jobItem));
      deltas.merge(job.pipeline(), CounterDelta.accepted(job.pipeline()), CounterDelta::plus);
    }
    return dynamoCalls.write(writes, () -> deltas.values().stream().map(this::count).toList());
  }

  private TransactWriteItem named(JobKey key, JobItem jobItem) {
    var item = new HashMap<>(ItemKeys.of(ItemKeys.named(key)));
    item.put(TableSchema.PLACE, ItemReader.text(jobItem.job().id().toString()));
    endOf(jobItem).ifPresent(end -> item.put(TableSchema.EXPIRES_AT, number(end)));
    return fresh(item);
  }

  private TransactWriteItem fresh(Map<String, AttributeValue> item) {
    return DynamoCalls.put(
        item, FRESH + " OR expiresAt <= :now", Map.of(":now", number(seconds())));
  }

  /// Gives a job further keys. False when one of them is taken, or somebody else has changed the
  /// job since it was read.
  boolean name(JobItem jobItem, List<JobKey> keys) {
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(change(jobItem, jobItem.named(keys)));
    for (JobKey key : keys) writes.add(named(key, jobItem));
    return dynamoCalls.write(writes, List::of);
  }

  /// Writes a batch's head. False when its key is taken.
  boolean begin(KeyedBatch keyedBatch) {
    Duration kept =
        pipelines().all().stream()
            .map(Pipeline::retention)
            .flatMap(retention -> Stream.of(retention.records(), retention.deadLetters()))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return dynamoCalls.write(
        List.of(fresh(BatchItemMapper.write(keyedBatch, now(), kept))), List::of);
  }

  private TransactWriteItem change(JobItem before, JobItem after) {
    var item = new HashMap<>(JobItemMapper.write(after, tableConfig.lines()));
    endOf(after).ifPresent(end -> item.put(TableSchema.EXPIRES_AT, number(end)));
    return DynamoCalls.put(item, "v = :v", version(before));
  }

  /// False when somebody else has changed the job since it was read.
  boolean commit(Transition transition) {
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(change(transition.before(), transition.after()));
    if (transition.movesTheEnd()) {
      var names = new ArrayList<String>();
      names.add(ItemKeys.payload(transition.after().job().id()));
      for (var key : transition.after().submission().keys()) names.add(ItemKeys.named(key));
      for (String name : names) writes.add(setEnd(name, endOf(transition.after())));
    }
    CounterDelta counterDelta = transition.counterDelta();
    return dynamoCalls.write(
        writes, () -> counterDelta.changes().isEmpty() ? List.of() : List.of(count(counterDelta)));
  }

  /// Removes the record of a dead letter, its payload and its keys. It stays counted as one that
  /// died, and is counted as one that was removed.
  boolean purge(JobItem jobItem) {
    CounterDelta counterDelta =
        CounterDelta.one(jobItem.job().pipeline(), CounterDelta.REMOVED_DEAD);
    return dynamoCalls.write(removal(jobItem, "v = :v"), () -> List.of(count(counterDelta)));
  }

  /// Takes a job back whose message nobody has: as if it had never come. False when somebody has
  /// it, or its message was sent.
  boolean withdraw(JobItem jobItem) {
    CounterDelta counterDelta = CounterDelta.withdrawn(jobItem.job().pipeline());
    return dynamoCalls.write(
        removal(jobItem, "v = :v AND attribute_exists(outbox)"),
        () -> List.of(count(counterDelta)));
  }

  private static List<TransactWriteItem> removal(JobItem jobItem, String condition) {
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(DynamoCalls.delete(ItemKeys.job(jobItem.job().id()), condition, version(jobItem)));
    writes.add(DynamoCalls.delete(ItemKeys.payload(jobItem.job().id()), "", Map.of()));
    var own = Map.of(":id", ItemReader.text(jobItem.job().id().toString()));
    for (var key : jobItem.submission().keys())
      writes.add(DynamoCalls.delete(ItemKeys.named(key), FRESH + " OR place = :id", own));
    return writes;
  }

  /// Takes the job out of the outbox, unless it went round again since.
  void sent(JobId id, int round) {
    dynamoCalls.updateIf(
        Update.builder()
            .key(ItemKeys.of(ItemKeys.job(id)))
            .updateExpression("REMOVE outbox, outboxAt")
            .conditionExpression("round = :round AND attribute_exists(outbox)")
            .expressionAttributeValues(Map.of(":round", number(round))));
  }

  void add(CounterDelta counterDelta) {
    dynamoCalls.update(count(counterDelta));
  }

  private Optional<Long> endOf(JobItem jobItem) {
    var retention = pipeline(jobItem.job().pipeline()).retention();
    Duration kept =
        switch (jobItem.status()) {
          case DEAD -> retention.deadLetters();
          case PROCESSED, CANCELLED, PENDING, PROCESSING, RETRYING -> retention.records();
        };
    // Rather a second too long than one too short.
    return jobItem.jobState().endedAt().map(end -> end.plus(kept).plusMillis(999).getEpochSecond());
  }

  private static TransactWriteItem setEnd(String name, Optional<Long> end) {
    var update =
        Update.builder().key(ItemKeys.of(name)).conditionExpression("attribute_exists(pk)");
    if (end.isPresent())
      update
          .updateExpression("SET expiresAt = :end")
          .expressionAttributeValues(Map.of(":end", number(end.get())));
    else update.updateExpression("REMOVE expiresAt");
    return DynamoCalls.change(update);
  }

  private static Map<String, AttributeValue> version(JobItem jobItem) {
    return Map.of(":v", number(jobItem.version()));
  }

  /// On a shard by chance: asked again after a collision, it is another one.
  private Update.Builder count(CounterDelta counterDelta) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    var sums = new ArrayList<String>();
    counterDelta
        .changes()
        .forEach((what, change) -> {
          int n = sums.size();
          names.put("#c" + n, what);
          values.put(":c" + n, number(change));
          sums.add("#c" + n + " :c" + n);
        });
    return Update.builder()
        .key(
            ItemKeys.of(
                ItemKeys.counts(
                    counterDelta.pipeline(), around.random().nextInt(tableConfig.counts()))))
        .updateExpression("ADD " + String.join(", ", sums))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }
}
