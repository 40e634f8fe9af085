package io.surgetank.engine.sqlite;

import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
import io.surgetank.json.Json;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.TrailEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// Writes and reads what operators did; a filter is kept as JSON.
final class TrailRows {
  static final String NEWEST =
      "SELECT at, actor, act, filter, jobs FROM trail ORDER BY number DESC LIMIT ?";

  private TrailRows() {}

  static String write(DeadFilter filter) {
    var json = Json.MAPPER.createObjectNode();
    var ids = json.putArray("ids");
    for (JobId id : filter.ids()) ids.add(id.toString());
    var pipelines = json.putArray("pipelines");
    for (PipelineName pipeline : filter.pipelines()) pipelines.add(pipeline.value());
    json.put("failureContains", filter.failureContains());
    return Json.write(json);
  }

  static TrailEntry read(ResultSet row) throws SQLException {
    JsonNode json = Json.read(row.getString(4));
    var filter =
        new DeadFilter(
            json.path("ids")
                .valueStream()
                .map(id -> JobId.parse(id.asString()).orElseThrow())
                .toList(),
            json.path("pipelines")
                .valueStream()
                .map(name -> new PipelineName(name.asString()))
                .toList(),
            json.path("failureContains").asString());
    return new TrailEntry(
        Instant.ofEpochMilli(row.getLong(1)),
        row.getString(2),
        TrailEntry.Act.valueOf(row.getString(3)),
        filter,
        row.getLong(5));
  }
}
