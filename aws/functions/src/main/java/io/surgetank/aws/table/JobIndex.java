package io.surgetank.aws.table;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Reads the index `lists`, whose partitions are the shards of each pipeline and status. DynamoDB
/// updates indexes a moment after the items, so callers read the items as well.
final class JobIndex {
  /// The highest id: every job comes before it.
  static final String LAST = "ffffffff-ffff-7fff-bfff-ffffffffffff";

  /// Ids have 42 bits of milliseconds, which end in the year 2109.
  private static final Instant LAST_TIME = Instant.ofEpochMilli((1L << 42) - 1);

  private final JobTable jobTable;

  JobIndex(JobTable jobTable) {
    this.jobTable = jobTable;
  }

  /// The partitions that list all jobs of these pipelines with these statuses, and perhaps others.
  List<String> partitions(Collection<PipelineName> pipelines, Collection<Status> statuses) {
    var listed = new LinkedHashSet<>(statuses);
    // A running attempt leaves its job where it was. Only earlier versions list PROCESSING.
    if (statuses.contains(Status.PROCESSING)) {
      listed.add(Status.PENDING);
      listed.add(Status.RETRYING);
    }
    return listed(pipelines, listed);
  }

  /// The partitions of these pipelines and statuses.
  List<String> listed(Collection<PipelineName> pipelines, Collection<Status> statuses) {
    var partitions = new ArrayList<String>();
    for (PipelineName pipeline : pipelines)
      for (Status status : statuses)
        for (int shard = 0; shard < jobTable.config().listShards(); shard++)
          partitions.add(JobItemMapper.listPartition(pipeline, status, shard));
    return partitions;
  }

  /// The ids of jobs in these partitions, newest first, at most `limit`: accepted at `since` or
  /// later, and before the job `before`.
  List<JobId> newest(List<String> partitions, Instant since, String before, int limit) {
    var queries = new ArrayList<Callable<List<JobId>>>();
    for (String partition : partitions) queries.add(() -> newest(partition, since, before, limit));
    var ids = new ArrayList<JobId>();
    for (List<JobId> some : concurrently(queries)) ids.addAll(some);
    // A job whose status changes meanwhile may be read in two partitions.
    return ids.stream()
        .distinct()
        .sorted(java.util.Comparator.reverseOrder())
        .limit(limit)
        .toList();
  }

  private List<JobId> newest(String partition, Instant since, String before, int limit) {
    // DynamoDB rejects a range whose lower bound is the higher.
    if (before.compareTo(first(since)) <= 0) return List.of();
    var values = new HashMap<String, AttributeValue>();
    values.put(":listPk", ItemReader.text(partition));
    values.put(":since", ItemReader.text(first(since)));
    values.put(":before", ItemReader.text(before));
    var reply =
        jobTable
            .dynamo()
            .query(
                QueryRequest.builder()
                    .indexName(TableSchema.LISTS)
                    .keyConditionExpression(
                        "listPk = :listPk AND listSk BETWEEN :since AND :before")
                    .expressionAttributeValues(values)
                    .scanIndexForward(false)
                    // The job `before` may be among them.
                    .limit(limit + 1));
    return reply.items().stream()
        .map(item -> new ItemReader(item).requireText(TableSchema.LIST_SK))
        .filter(place -> !place.equals(before))
        .map(place -> JobId.parse(place).orElseThrow())
        .limit(limit)
        .toList();
  }

  /// The ids of jobs in this partition that were accepted by `until`, oldest first, at most
  /// `limit`, after the job `after`.
  List<JobId> oldest(String partition, String after, Instant until, int limit) {
    String last = first(until);
    if (after.compareTo(last) >= 0) return List.of();
    var values =
        Map.of(
            ":listPk",
            ItemReader.text(partition),
            ":after",
            ItemReader.text(after + "+"),
            ":last",
            ItemReader.text(last));
    var reply =
        jobTable
            .dynamo()
            .query(
                QueryRequest.builder()
                    .indexName(TableSchema.LISTS)
                    .keyConditionExpression("listPk = :listPk AND listSk BETWEEN :after AND :last")
                    .expressionAttributeValues(values)
                    .limit(limit));
    return reply.items().stream()
        .map(item ->
            JobId.parse(new ItemReader(item).requireText(TableSchema.LIST_SK)).orElseThrow())
        .toList();
  }

  /// The first id of this time, or of the nearest time that an id can have.
  private static String first(Instant time) {
    Instant near = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    long millis = near.isAfter(LAST_TIME) ? LAST_TIME.toEpochMilli() : near.toEpochMilli();
    return JobId.of(millis << 21, 0).toString();
  }

  /// Runs all calls concurrently; returns their results in order.
  static <T> List<T> concurrently(List<Callable<T>> calls) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (Future<T> result : threads.invokeAll(calls)) results.add(result.get());
      return results;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new java.io.UncheckedIOException(new java.io.InterruptedIOException("interrupted"));
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(failed.getCause());
    }
  }
}
