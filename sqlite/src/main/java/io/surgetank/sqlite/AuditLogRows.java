package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.OperatorAction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// Writes and reads what operators did; a filter is kept as JSON.
final class AuditLogRows {
  static final String NEWEST =
      "SELECT at, actor, act, filter, jobs FROM trail ORDER BY number DESC LIMIT ?";

  private AuditLogRows() {}

  static String write(DeadLetterFilter filter) {
    var json = Json.MAPPER.createObjectNode();
    var ids = json.putArray("ids");
    for (JobId id : filter.ids()) ids.add(id.toString());
    var pipelines = json.putArray("pipelines");
    for (PipelineName pipeline : filter.pipelines()) pipelines.add(pipeline.value());
    json.put("failureContains", filter.failureContains());
    return Json.write(json);
  }

  static OperatorAction read(ResultSet row) throws SQLException {
    JsonNode json = Json.read(row.getString(4));
    var filter =
        new DeadLetterFilter(
            json.path("ids")
                .valueStream()
                .map(id -> JobId.parse(id.asString()).orElseThrow())
                .toList(),
            json.path("pipelines")
                .valueStream()
                .map(name -> new PipelineName(name.asString()))
                .toList(),
            json.path("failureContains").asString());
    return new OperatorAction(
        Instant.ofEpochMilli(row.getLong(1)),
        row.getString(2),
        OperatorAction.Act.valueOf(row.getString(3)),
        filter,
        row.getLong(5));
  }
}
