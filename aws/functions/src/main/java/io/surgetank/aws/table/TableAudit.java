package io.surgetank.aws.table;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.AuditReport;
import io.surgetank.core.ledger.AuditReport.Finding;
import io.surgetank.core.ledger.PipelineCounters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads every item and compares the jobs with the counts. DynamoDB has no picture of a whole table
/// at one instant, so what depends on one is compared only when nothing was counted meanwhile.
final class TableAudit {
  private record Kind(PipelineName pipeline, Status status) {}

  private final JobTable jobTable;
  private final Supplier<Map<PipelineName, PipelineCounters>> tallies;
  private final Map<Kind, Long> counted = new HashMap<>();
  private final Set<String> payloads = new HashSet<>();
  private final Map<String, PipelineName> jobs = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long findingsInAll = 0;

  TableAudit(JobTable jobTable, Supplier<Map<PipelineName, PipelineCounters>> tallies) {
    this.jobTable = jobTable;
    this.tallies = tallies;
  }

  AuditReport report() {
    Map<PipelineName, PipelineCounters> before = tallies.get();
    readAll();
    Map<PipelineName, PipelineCounters> after = tallies.get();
    findMissingPayloads();
    after.forEach((pipeline, pipelineCounters) ->
        compare(pipeline, pipelineCounters, Optional.ofNullable(before.get(pipeline))));
    return new AuditReport(jobs.size(), after, findingsInAll, findings);
  }

  private void readAll() {
    Map<String, AttributeValue> next = Map.of();
    do {
      var page = jobTable.wire().scan(next);
      for (var item : page.items()) read(new ItemReader(item));
      next = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
    } while (!next.isEmpty());
  }

  private void read(ItemReader itemReader) {
    String key = itemReader.said(TableSchema.KEY);
    if (jobTable.isOver(itemReader)) return;
    if (key.startsWith("P#")) payloads.add(key.substring(2));
    if (key.startsWith(ItemKeys.JOBS)) {
      var pipeline = new PipelineName(itemReader.said(JobItemMapper.PIPELINE));
      JobId id = JobId.parse(itemReader.said(TableSchema.PLACE)).orElseThrow();
      jobs.put(id.toString(), pipeline);
      counted.merge(
          new Kind(pipeline, Status.valueOf(itemReader.said(JobItemMapper.STATUS))), 1L, Long::sum);
    }
  }

  /// Those not seen are looked up: a job may have come after its payload's place was read.
  private void findMissingPayloads() {
    var missing = jobs.keySet().stream().filter(id -> !payloads.contains(id)).toList();
    var found = jobTable.wire().read(missing.stream().map(id -> "P#" + id).toList());
    for (String id : missing)
      if (!found.containsKey("P#" + id))
        find(Objects.requireNonNull(jobs.get(id)), id, "has no payload");
  }

  private void compare(
      PipelineName pipeline, PipelineCounters pipelineCounters, Optional<PipelineCounters> before) {
    if (!pipelineCounters.balances()) find(pipeline, "tally", "does not balance");
    if (!before.equals(Optional.of(pipelineCounters))) return;
    long waiting =
        count(pipeline, Status.PENDING)
            + count(pipeline, Status.PROCESSING)
            + count(pipeline, Status.RETRYING);
    if (waiting != pipelineCounters.waiting())
      find(
          pipeline,
          "waiting",
          "%d are counted, %d are there".formatted(pipelineCounters.waiting(), waiting));
    // Ends leave the table when their time is over, so there may be fewer than are counted.
    noMore(pipeline, Status.PROCESSED, pipelineCounters.processed());
    noMore(pipeline, Status.DEAD, pipelineCounters.deadLetters());
    noMore(pipeline, Status.CANCELLED, pipelineCounters.cancelled());
  }

  private void noMore(PipelineName pipeline, Status status, long counts) {
    long there = count(pipeline, status);
    if (there > counts)
      find(pipeline, status.name(), "%d are counted, %d are there".formatted(counts, there));
  }

  private long count(PipelineName pipeline, Status status) {
    return counted.getOrDefault(new Kind(pipeline, status), 0L);
  }

  private void find(PipelineName pipeline, String subject, String fault) {
    findingsInAll++;
    if (findings.size() < AuditReport.MAX_FINDINGS)
      findings.add(new Finding(pipeline, subject, fault));
  }
}
