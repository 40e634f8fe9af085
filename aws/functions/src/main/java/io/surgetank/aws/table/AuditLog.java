package io.surgetank.aws.table;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.OperatorAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Operators' actions, as one partition of the index `lists`.
record AuditLog(JobTable jobTable, JobIds ids) {
  private static final String PARTITION = "audit-log";

  /// Writes a new entry and returns its id.
  JobId begin(OperatorAction entry) {
    JobId id = ids.next();
    write(id, entry);
    return id;
  }

  void write(JobId id, OperatorAction entry) {
    DeadLetterFilter filter = entry.filter();
    var item = new HashMap<>(ItemKeys.of(ItemKeys.operatorAction(id)));
    item.put(TableSchema.LIST_PK, ItemReader.text(PARTITION));
    item.put(TableSchema.LIST_SK, ItemReader.text(id.toString()));
    // Rounded up: never expires early.
    long expiry = entry.at().plus(jobTable.pipelines().auditLog()).plusMillis(999).getEpochSecond();
    item.put(TableSchema.EXPIRES_AT, ItemReader.number(expiry));
    item.put("at", ItemReader.number(entry.at()));
    item.put("actor", ItemReader.text(entry.actor()));
    item.put("action", ItemReader.text(entry.type().name()));
    item.put("jobs", ItemReader.number(entry.jobs()));
    item.put("extent", ItemReader.text(stored(entry.extent())));
    item.put("failure", ItemReader.text(filter.failureContains()));
    item.put("ids", texts(filter.ids()));
    item.put("pipelines", texts(filter.pipelines()));
    if (!entry.statuses().isEmpty())
      item.put("statuses", texts(entry.statuses().stream().sorted().toList()));
    entry.to().ifPresent(to -> item.put("to", ItemReader.text(to.value())));
    entry.key().ifPresent(key -> item.put("key", ItemReader.text(key)));
    jobTable.dynamo().put(item);
  }

  List<OperatorAction> newest(int limit) {
    List<JobId> ids =
        new JobIndex(jobTable).newest(List.of(PARTITION), Instant.EPOCH, JobIndex.LAST, limit);
    Map<String, ItemReader> rows =
        jobTable.dynamo().read(ids.stream().map(ItemKeys::operatorAction).toList());
    var entries = new ArrayList<OperatorAction>();
    for (JobId id : ids) {
      ItemReader itemReader = rows.get(ItemKeys.operatorAction(id));
      // DynamoDB removes expired items within days.
      if (itemReader != null && !jobTable.isExpired(itemReader)) entries.add(entry(itemReader));
    }
    return entries;
  }

  private static OperatorAction entry(ItemReader itemReader) {
    var filter =
        new DeadLetterFilter(
            itemReader.list("ids").stream().map(id -> JobId.parse(id.s()).orElseThrow()).toList(),
            itemReader.list("pipelines").stream().map(name -> new PipelineName(name.s())).toList(),
            itemReader.requireText("failure"));
    return new OperatorAction(
        itemReader.time("at"),
        itemReader.requireText("actor"),
        OperatorAction.Type.valueOf(itemReader.requireText("action")),
        filter,
        itemReader.list("statuses").stream()
            .map(status -> Status.valueOf(status.s()))
            .collect(Collectors.toSet()),
        itemReader.optionalText("to").map(PipelineName::new),
        itemReader.optionalText("key"),
        itemReader.requireNumber("jobs"),
        extent(itemReader.requireText("extent")));
  }

  /// Stored names do not follow the constants: tables keep them.
  private static String stored(OperatorAction.Extent extent) {
    return switch (extent) {
      case COMPLETE -> "WHOLE";
      case PARTIAL -> "SO_FAR";
    };
  }

  private static OperatorAction.Extent extent(String stored) {
    return switch (stored) {
      case "WHOLE" -> OperatorAction.Extent.COMPLETE;
      case "SO_FAR" -> OperatorAction.Extent.PARTIAL;
      default -> throw new IllegalStateException("unknown extent: " + stored);
    };
  }

  private static AttributeValue texts(List<?> values) {
    return AttributeValue.fromL(
        values.stream().map(value -> ItemReader.text(value.toString())).toList());
  }
}
