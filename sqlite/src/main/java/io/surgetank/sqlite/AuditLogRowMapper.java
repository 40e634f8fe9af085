package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.DamagedRecordException;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.OperatorAction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Maps operator actions to rows of the audit log; a filter is stored as JSON.
final class AuditLogRowMapper {
  static final String NEWEST =
      "SELECT at, actor, act, filter, jobs, number FROM audit_log ORDER BY number DESC LIMIT ?";

  private AuditLogRowMapper() {}

  static String write(DeadLetterFilter filter) {
    return Json.write(filter(filter));
  }

  /// The filter, and for an action on waiting jobs also statuses and destination; for one on an API
  /// key, its id.
  static String write(OperatorAction entry) {
    ObjectNode json = filter(entry.filter());
    if (!entry.statuses().isEmpty()) {
      var statuses = json.putArray("statuses");
      entry.statuses().stream().sorted().forEach(status -> statuses.add(status.name()));
    }
    entry.to().ifPresent(to -> json.put("to", to.value()));
    entry.key().ifPresent(key -> json.put("key", key));
    return Json.write(json);
  }

  private static ObjectNode filter(DeadLetterFilter filter) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    var ids = json.putArray("ids");
    for (JobId id : filter.ids()) ids.add(id.toString());
    var pipelines = json.putArray("pipelines");
    for (PipelineName pipeline : filter.pipelines()) pipelines.add(pipeline.value());
    json.put("failureContains", filter.failureContains());
    return json;
  }

  static OperatorAction read(ResultSet row) throws SQLException {
    try {
      return action(row);
    } catch (JacksonException | IllegalArgumentException | NoSuchElementException unreadable) {
      throw new DamagedRecordException(row.getLong(6), unreadable);
    }
  }

  private static OperatorAction action(ResultSet row) throws SQLException {
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
        OperatorAction.Type.valueOf(row.getString(3)),
        filter,
        json.path("statuses")
            .valueStream()
            .map(status -> Status.valueOf(status.asString()))
            .collect(Collectors.toSet()),
        Optional.of(json.path("to").asString(""))
            .filter(to -> !to.isEmpty())
            .map(PipelineName::new),
        Optional.of(json.path("key").asString("")).filter(key -> !key.isEmpty()),
        row.getLong(5),
        OperatorAction.Extent.COMPLETE);
  }
}
