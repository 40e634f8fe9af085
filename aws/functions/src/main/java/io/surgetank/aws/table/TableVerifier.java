package io.surgetank.aws.table;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.core.ledger.VerificationReport.Finding;
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

/// Reads every item and compares the jobs with the counts. DynamoDB has no consistent snapshot of a
/// table, so comparisons that need one are made only if no count changed meanwhile.
final class TableVerifier {
  private record Kind(PipelineName pipeline, Status status) {}

  private final JobTable jobTable;
  private final Supplier<Map<PipelineName, PipelineCounters>> counters;
  private final Map<Kind, Long> counted = new HashMap<>();
  private final Set<String> payloads = new HashSet<>();
  private final Map<String, PipelineName> jobs = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long totalFindings = 0;

  TableVerifier(JobTable jobTable, Supplier<Map<PipelineName, PipelineCounters>> counters) {
    this.jobTable = jobTable;
    this.counters = counters;
  }

  VerificationReport report() {
    Map<PipelineName, PipelineCounters> before = counters.get();
    readAll();
    Map<PipelineName, PipelineCounters> after = counters.get();
    findMissingPayloads();
    after.forEach((pipeline, pipelineCounters) ->
        compare(pipeline, pipelineCounters, Optional.ofNullable(before.get(pipeline))));
    return new VerificationReport(jobs.size(), after, totalFindings, findings);
  }

  private void readAll() {
    Map<String, AttributeValue> next = Map.of();
    do {
      var page = jobTable.dynamo().scan(next);
      for (var item : page.items()) read(new ItemReader(item));
      next = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
    } while (!next.isEmpty());
  }

  private void read(ItemReader itemReader) {
    String key = itemReader.requireText(TableSchema.KEY);
    if (jobTable.isExpired(itemReader)) return;
    if (key.startsWith("P#")) payloads.add(key.substring(2));
    if (key.startsWith(ItemKeys.JOBS)) {
      var pipeline = new PipelineName(itemReader.requireText(JobItemMapper.PIPELINE));
      JobId id = JobId.parse(itemReader.requireText(TableSchema.LIST_SK)).orElseThrow();
      jobs.put(id.toString(), pipeline);
      if (itemReader.has(JobItemMapper.PAYLOAD)) payloads.add(id.toString());
      counted.merge(
          new Kind(pipeline, Status.valueOf(itemReader.requireText(JobItemMapper.STATUS))),
          1L,
          Long::sum);
    }
  }

  /// Reads the payloads that the scan did not see: a job may have been stored after the scan passed
  /// its payload's position.
  private void findMissingPayloads() {
    var missing = jobs.keySet().stream().filter(id -> !payloads.contains(id)).toList();
    var found = jobTable.dynamo().read(missing.stream().map(id -> "P#" + id).toList());
    for (String id : missing)
      if (!found.containsKey("P#" + id))
        find(Objects.requireNonNull(jobs.get(id)), id, "has no payload");
  }

  private void compare(
      PipelineName pipeline, PipelineCounters pipelineCounters, Optional<PipelineCounters> before) {
    if (!pipelineCounters.balances()) find(pipeline, "ledger", "does not balance");
    if (!before.equals(Optional.of(pipelineCounters))) return;
    long unfinished =
        count(pipeline, Status.PENDING)
            + count(pipeline, Status.PROCESSING)
            + count(pipeline, Status.RETRYING);
    if (unfinished != pipelineCounters.unfinished())
      find(
          pipeline,
          "unfinished",
          "counted: %d, in the table: %d".formatted(pipelineCounters.unfinished(), unfinished));
    // Finished jobs expire, so there may be fewer than are counted.
    findExcess(pipeline, Status.PROCESSED, pipelineCounters.processed());
    findExcess(pipeline, Status.DEAD, pipelineCounters.deadLetters());
    findExcess(pipeline, Status.CANCELLED, pipelineCounters.cancelled());
  }

  private void findExcess(PipelineName pipeline, Status status, long maximum) {
    long inTable = count(pipeline, status);
    if (inTable > maximum)
      find(pipeline, status.name(), "counted: %d, in the table: %d".formatted(maximum, inTable));
  }

  private long count(PipelineName pipeline, Status status) {
    return counted.getOrDefault(new Kind(pipeline, status), 0L);
  }

  private void find(PipelineName pipeline, String subject, String problem) {
    totalFindings++;
    if (findings.size() < VerificationReport.MAX_FINDINGS)
      findings.add(new Finding(pipeline, subject, problem));
  }
}
