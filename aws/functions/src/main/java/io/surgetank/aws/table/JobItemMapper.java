package io.surgetank.aws.table;

import static io.surgetank.aws.table.ItemReader.number;
import static io.surgetank.aws.table.ItemReader.text;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.Submission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Maps a job to its item and back. A long payload is a separate item, so that the cost of a state
/// change does not depend on its size.
final class JobItemMapper {
  static final String PIPELINE = "pipeline";
  static final String STATUS = "status";
  static final String VERSION = "v";
  static final String ROUND = "round";
  static final String PAYLOAD = "payload";

  private static final String UNSENT = "unsent";
  private static final String UNSENT_IN_EARLIER_VERSIONS = "outbox";

  private JobItemMapper() {}

  /// @param shards number of list shards for each pipeline and status
  static Map<String, AttributeValue> write(JobItem jobItem, int shards) {
    JobExecutionState jobExecutionState = jobItem.jobExecutionState();
    Job job = jobItem.job();
    var item = new HashMap<>(ItemKeys.of(ItemKeys.job(job.id())));
    item.put(PIPELINE, text(job.pipeline().value()));
    item.put(STATUS, text(jobItem.status().name()));
    item.put(VERSION, number(jobItem.version()));
    item.put(ROUND, number(jobExecutionState.round()));
    item.put("attemptsBegun", number(jobExecutionState.begun()));
    item.put("leases", number(jobExecutionState.leases()));
    if (jobExecutionState.uncounted() > 0)
      item.put("uncounted", number(jobExecutionState.uncounted()));
    item.put("leasedUntil", number(jobExecutionState.leasedUntil()));
    item.put("dueAt", number(jobExecutionState.dueAt()));
    item.put("sentAt", number(jobExecutionState.sentAt()));
    item.put(
        TableSchema.LIST_PK,
        text(listPartition(job.pipeline(), listed(jobExecutionState), shard(job.id(), shards))));
    item.put(TableSchema.LIST_SK, text(job.id().toString()));
    List<FinishedAttempt> attempts = jobExecutionState.attemptHistory().attempts();
    if (!attempts.isEmpty())
      item.put(
          "attempts", AttributeValue.fromL(attempts.stream().map(JobItemMapper::attempt).toList()));
    if (jobExecutionState.attemptHistory().omittedAttempts() > 0)
      item.put("omittedAttempts", number(jobExecutionState.attemptHistory().omittedAttempts()));
    if (jobItem.payloadLocation() == PayloadLocation.JOB_ITEM)
      item.put(PAYLOAD, text(job.payload()));
    if (!job.trace().isOf(job.id())) item.put("trace", text(job.trace().traceparent()));
    if (!job.owner().isNone()) item.put("owner", text(job.owner().value()));
    if (!jobItem.submission().keys().isEmpty()) {
      item.put(
          "keys",
          AttributeValue.fromL(
              jobItem.submission().keys().stream().map(JobItemMapper::key).toList()));
      item.put("fingerprint", text(jobItem.submission().fingerprint()));
    }
    jobItem.submission().orderingKey().ifPresent(key -> item.put("ordering", text(key.toString())));
    if (jobItem.unsent()) item.put(UNSENT, AttributeValue.fromBool(true));
    writeState(item, jobExecutionState.state());
    return item;
  }

  /// The status under which the index lists a job. An attempt changes it only if it fails or ends
  /// the job, so a job that is processed at the first attempt is listed twice: when it is accepted
  /// and when it ends.
  private static Status listed(JobExecutionState jobExecutionState) {
    Status status = jobExecutionState.state().status();
    if (status != Status.PROCESSING) return status;
    return jobExecutionState.begun() == 1 ? Status.PENDING : Status.RETRYING;
  }

  private static void writeState(Map<String, AttributeValue> item, State state) {
    switch (state) {
      case State.Processing(var attempt) -> {
        item.put("number", number(attempt.number()));
        item.put("started", number(attempt.startedAt()));
      }
      case State.Processed(var result, var endedAt) -> {
        item.put("result", text(WellFormedText.json(result)));
        item.put("ended", number(endedAt));
      }
      case State.Dead(var failure, var endedAt) -> {
        item.put("failure", text(failure));
        item.put("ended", number(endedAt));
      }
      case State.Cancelled(var endedAt) -> item.put("ended", number(endedAt));
      case State.Pending _, State.Retrying _ -> {}
    }
  }

  static JobItem read(ItemReader itemReader, String payload) {
    JobId id = JobId.parse(itemReader.requireText(TableSchema.LIST_SK)).orElseThrow();
    var trace = itemReader.optionalText("trace").map(Trace::new).orElseGet(() -> Trace.of(id));
    Owner owner = itemReader.optionalText("owner").map(Owner::new).orElse(Owner.NONE);
    var job =
        new Job(id, new PipelineName(itemReader.requireText(PIPELINE)), payload, trace, owner);
    List<JobKey> keys =
        itemReader.list("keys").stream().map(value -> key(new ItemReader(value.m()))).toList();
    var submission =
        new Submission(
            job,
            keys,
            itemReader.optionalText("fingerprint").orElse(""),
            itemReader.optionalText("ordering").map(OrderingKey::parse),
            Optional.empty());
    var jobExecutionState =
        new JobExecutionState(
            state(itemReader),
            new AttemptHistory(
                itemReader.list("attempts").stream()
                    .map(value -> attempt(new ItemReader(value.m())))
                    .toList(),
                itemReader.optionalNumber("omittedAttempts").orElse(0L).intValue()),
            (int) itemReader.requireNumber(ROUND),
            (int) itemReader.requireNumber("attemptsBegun"),
            itemReader.requireNumber("leases"),
            // Earlier versions count an attempt when it starts.
            itemReader.optionalNumber("uncounted").orElse(0L).intValue(),
            itemReader.time("leasedUntil"),
            itemReader.time("dueAt"),
            itemReader.time("sentAt"));
    return new JobItem(
        submission,
        itemReader.has(PAYLOAD) ? PayloadLocation.JOB_ITEM : PayloadLocation.SEPARATE_ITEM,
        jobExecutionState,
        itemReader.requireNumber(VERSION),
        itemReader.has(UNSENT) || itemReader.has(UNSENT_IN_EARLIER_VERSIONS));
  }

  private static State state(ItemReader itemReader) {
    return switch (Status.valueOf(itemReader.requireText(STATUS))) {
      case PENDING -> new State.Pending();
      case PROCESSING ->
          new State.Processing(
              new Attempt(
                  (int) itemReader.requireNumber(ROUND),
                  (int) itemReader.requireNumber("number"),
                  itemReader.time("started")));
      case RETRYING -> new State.Retrying(itemReader.time("dueAt"));
      case PROCESSED ->
          new State.Processed(
              WellFormedText.json(itemReader.requireText("result")), itemReader.time("ended"));
      case DEAD ->
          new State.Dead(
              WellFormedText.text(itemReader.requireText("failure")), itemReader.time("ended"));
      case CANCELLED -> new State.Cancelled(itemReader.time("ended"));
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

  private static FinishedAttempt attempt(ItemReader itemReader) {
    var attempt =
        new Attempt(
            (int) itemReader.requireNumber(ROUND),
            (int) itemReader.requireNumber("number"),
            itemReader.time("started"));
    return new FinishedAttempt(
        attempt,
        itemReader.time("ended"),
        FinishedAttempt.End.valueOf(itemReader.requireText("end")),
        itemReader.requireText("failure"),
        itemReader.optionalText("stackTrace").orElse(""));
  }

  private static AttributeValue key(JobKey key) {
    return AttributeValue.fromM(
        Map.of(
            "path", text(key.path()),
            "kind", text(key.kind().name()),
            "value", text(key.value())));
  }

  private static JobKey key(ItemReader itemReader) {
    return new JobKey(
        itemReader.requireText("path"),
        JobKey.Kind.valueOf(itemReader.requireText("kind")),
        itemReader.requireText("value"));
  }

  static String listPartition(PipelineName pipeline, Status status, int shard) {
    return pipeline + "#" + status + "#" + shard;
  }

  /// The salt is random, so the shards fill evenly.
  static int shard(JobId id, int shards) {
    return (int) (id.salt() % shards);
  }
}
