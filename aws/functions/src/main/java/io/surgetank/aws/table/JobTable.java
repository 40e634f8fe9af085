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

/// Reads and writes jobs: strongly consistent reads, and writes on the condition that no concurrent
/// writer was faster. Thread-safe if `random` is.
final class JobTable {
  private static final String ABSENT = "attribute_not_exists(pk)";

  private final DynamoCalls dynamoCalls;
  private final TableConfig tableConfig;
  private final DynamoBackend.Dependencies dependencies;

  JobTable(
      DynamoCalls dynamoCalls, TableConfig tableConfig, DynamoBackend.Dependencies dependencies) {
    this.dynamoCalls = dynamoCalls;
    this.tableConfig = tableConfig;
    this.dependencies = dependencies;
  }

  DynamoCalls dynamo() {
    return dynamoCalls;
  }

  TableConfig config() {
    return tableConfig;
  }

  BulkThrottle bulkThrottle() {
    return dependencies.bulkThrottle();
  }

  Pipelines pipelines() {
    return dependencies.pipelines();
  }

  Instant now() {
    // The table stores milliseconds; responses must equal what is stored.
    return Instant.ofEpochMilli(dependencies.clock().millis());
  }

  Pipeline pipeline(PipelineName name) {
    return pipelines()
        .named(name)
        .orElseThrow(() -> new IllegalArgumentException("no such pipeline: " + name));
  }

  Optional<JobItem> item(JobId id) {
    return Optional.ofNullable(items(List.of(id)).get(id));
  }

  /// The jobs that exist and have not expired.
  Map<JobId, JobItem> items(Collection<JobId> ids) {
    Map<String, ItemReader> rows = dynamoCalls.read(ids.stream().map(ItemKeys::job).toList());
    rows.values().removeIf(this::isExpired);
    Map<String, ItemReader> payloads = separatePayloads(ids, rows);
    var items = new HashMap<JobId, JobItem>();
    for (JobId id : ids) {
      ItemReader job = rows.get(ItemKeys.job(id));
      if (job == null) continue;
      ItemReader payload = payloads.getOrDefault(ItemKeys.payload(id), job);
      payload
          .optionalText(JobItemMapper.PAYLOAD)
          .ifPresent(text -> items.put(id, JobItemMapper.read(job, text)));
    }
    return items;
  }

  /// The payloads of the jobs whose item has none.
  private Map<String, ItemReader> separatePayloads(
      Collection<JobId> ids, Map<String, ItemReader> jobs) {
    var keys = new ArrayList<String>();
    for (JobId id : ids) {
      ItemReader job = jobs.get(ItemKeys.job(id));
      if (job != null && !job.has(JobItemMapper.PAYLOAD)) keys.add(ItemKeys.payload(id));
    }
    return dynamoCalls.read(keys);
  }

  boolean isExpired(ItemReader itemReader) {
    return itemReader
        .optionalNumber(TableSchema.EXPIRES_AT)
        .map(end -> end <= seconds())
        .orElse(false);
  }

  private long seconds() {
    return now().getEpochSecond();
  }

  /// Stores all of them or, when a key is taken, none and returns false.
  boolean put(List<JobItem> items) {
    var writes = new ArrayList<TransactWriteItem>();
    var deltas = new HashMap<PipelineName, CounterDelta>();
    for (JobItem jobItem : items) {
      Job job = jobItem.job();
      writes.add(
          DynamoCalls.put(
              JobItemMapper.write(jobItem, tableConfig.listShards()), ABSENT, Map.of()));
      if (jobItem.payloadLocation() == PayloadLocation.SEPARATE_ITEM) writes.add(putPayload(job));
      for (var key : jobItem.submission().keys()) writes.add(putKey(key, jobItem));
      deltas.merge(job.pipeline(), CounterDelta.accepted(job.pipeline()), CounterDelta::plus);
    }
    return dynamoCalls.write(writes, () -> deltas.values().stream().map(this::count).toList());
  }

  private static TransactWriteItem putPayload(Job job) {
    var payload = new HashMap<>(ItemKeys.of(ItemKeys.payload(job.id())));
    payload.put(JobItemMapper.PAYLOAD, ItemReader.text(job.payload()));
    return DynamoCalls.put(payload, ABSENT, Map.of());
  }

  private TransactWriteItem putKey(JobKey key, JobItem jobItem) {
    var item = new HashMap<>(ItemKeys.of(ItemKeys.named(key)));
    item.put(TableSchema.LIST_SK, ItemReader.text(jobItem.job().id().toString()));
    expiryOf(jobItem).ifPresent(expiry -> item.put(TableSchema.EXPIRES_AT, number(expiry)));
    return putIfAbsent(item);
  }

  private TransactWriteItem putIfAbsent(Map<String, AttributeValue> item) {
    return DynamoCalls.put(
        item, ABSENT + " OR expiresAt <= :now", Map.of(":now", number(seconds())));
  }

  /// Adds keys to a job. False when one of them is taken, or the job has changed since it was read.
  boolean addKeys(JobItem jobItem, List<JobKey> keys) {
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(change(jobItem, jobItem.withKeys(keys)));
    for (JobKey key : keys) writes.add(putKey(key, jobItem));
    return dynamoCalls.write(writes, List::of);
  }

  /// Writes a batch's head. False when its key is taken.
  boolean begin(KeyedBatch keyedBatch) {
    Duration retention =
        pipelines().all().stream()
            .map(Pipeline::retention)
            .flatMap(kept -> Stream.of(kept.records(), kept.deadLetters()))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return dynamoCalls.write(
        List.of(putIfAbsent(BatchItemMapper.write(keyedBatch, now(), retention))), List::of);
  }

  private TransactWriteItem change(JobItem before, JobItem after) {
    return DynamoCalls.put(item(after), "v = :v", version(before));
  }

  private Map<String, AttributeValue> item(JobItem jobItem) {
    var item = new HashMap<>(JobItemMapper.write(jobItem, tableConfig.listShards()));
    expiryOf(jobItem).ifPresent(expiry -> item.put(TableSchema.EXPIRES_AT, number(expiry)));
    return item;
  }

  /// Writes the transition, as a transaction only if it changes other items than the job's. False
  /// when the job has changed since it was read.
  boolean commit(Transition transition) {
    JobItem before = transition.before();
    JobItem after = transition.after();
    CounterDelta counterDelta = transition.counterDelta();
    List<String> companions = transition.changesExpiry() ? companions(after) : List.of();
    if (counterDelta.changes().isEmpty() && companions.isEmpty()) return replace(before, after);
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(change(before, after));
    for (String name : companions) writes.add(setExpiry(name, expiryOf(after)));
    return dynamoCalls.write(
        writes, () -> counterDelta.changes().isEmpty() ? List.of() : List.of(count(counterDelta)));
  }

  private boolean replace(JobItem before, JobItem after) {
    var item = new HashMap<>(item(after));
    item.put(DynamoCalls.WRITE_ID, number(dependencies.random().nextLong()));
    return dynamoCalls.replace(item, number(before.version()));
  }

  /// The other items of the job, which expire with it.
  private static List<String> companions(JobItem jobItem) {
    var names = new ArrayList<String>();
    if (jobItem.payloadLocation() == PayloadLocation.SEPARATE_ITEM)
      names.add(ItemKeys.payload(jobItem.job().id()));
    for (var key : jobItem.submission().keys()) names.add(ItemKeys.named(key));
    return names;
  }

  /// Removes the record of a dead letter, its payload and its keys. It stays counted as dead, and
  /// is counted as removed.
  boolean purge(JobItem jobItem) {
    CounterDelta counterDelta =
        CounterDelta.one(jobItem.job().pipeline(), CounterDelta.REMOVED_DEAD);
    return dynamoCalls.write(removal(jobItem, "v = :v"), () -> List.of(count(counterDelta)));
  }

  /// Removes a job whose message was not sent, as if it had never been submitted. False when a
  /// worker has it, or its message was sent.
  boolean withdraw(JobItem jobItem) {
    CounterDelta counterDelta = CounterDelta.withdrawn(jobItem.job().pipeline());
    return dynamoCalls.write(
        removal(jobItem, "v = :v AND attribute_exists(unsent)"),
        () -> List.of(count(counterDelta)));
  }

  private static List<TransactWriteItem> removal(JobItem jobItem, String condition) {
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(DynamoCalls.delete(ItemKeys.job(jobItem.job().id()), condition, version(jobItem)));
    if (jobItem.payloadLocation() == PayloadLocation.SEPARATE_ITEM)
      writes.add(DynamoCalls.delete(ItemKeys.payload(jobItem.job().id()), "", Map.of()));
    var own = Map.of(":id", ItemReader.text(jobItem.job().id().toString()));
    for (var key : jobItem.submission().keys())
      writes.add(DynamoCalls.delete(ItemKeys.named(key), ABSENT + " OR listSk = :id", own));
    return writes;
  }

  /// Marks the job as sent, unless it was redriven since. Earlier versions mark a job as unsent by
  /// the attribute `outbox`.
  void sent(JobId id, int round) {
    dynamoCalls.updateIf(
        Update.builder()
            .key(ItemKeys.of(ItemKeys.job(id)))
            .updateExpression("SET sentAt = :now REMOVE unsent, outbox, outboxAt")
            .conditionExpression(
                "round = :round AND (attribute_exists(unsent) OR attribute_exists(outbox))")
            .expressionAttributeValues(Map.of(":round", number(round), ":now", number(now()))));
  }

  void add(CounterDelta counterDelta) {
    dynamoCalls.update(count(counterDelta));
  }

  private Optional<Long> expiryOf(JobItem jobItem) {
    var retention = pipeline(jobItem.job().pipeline()).retention();
    Duration kept =
        switch (jobItem.status()) {
          case DEAD -> retention.deadLetters();
          case PROCESSED, CANCELLED, PENDING, PROCESSING, RETRYING -> retention.records();
        };
    // Rounded up: never expires early.
    return jobItem
        .jobExecutionState()
        .endedAt()
        .map(end -> end.plus(kept).plusMillis(999).getEpochSecond());
  }

  private static TransactWriteItem setExpiry(String name, Optional<Long> expiry) {
    var update =
        Update.builder().key(ItemKeys.of(name)).conditionExpression("attribute_exists(pk)");
    if (expiry.isPresent())
      update
          .updateExpression("SET expiresAt = :end")
          .expressionAttributeValues(Map.of(":end", number(expiry.get())));
    else update.updateExpression("REMOVE expiresAt");
    return DynamoCalls.change(update);
  }

  private Update.Builder count(CounterDelta counterDelta) {
    return CounterShards.update(counterDelta, tableConfig.counterShards(), dependencies.random());
  }

  private static Map<String, AttributeValue> version(JobItem jobItem) {
    return Map.of(":v", number(jobItem.version()));
  }
}
