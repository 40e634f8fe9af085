package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.RetryDecision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes of the tables what must be in memory: the lines with their counts, and what the attempts
/// that were cut off have come to.
final class Recovery {
  private static final String CUT_OFF =
      "SELECT j.seq, j.salt, j.round, j.tried, j.attempts, j.due, j.payload, j.trace,"
          + " j.ordering, j.ended, j.pipeline, r.round, r.number, r.started FROM running r JOIN job j ON j.seq = r.seq";
  private static final String PENDING =
      "SELECT 1 FROM job WHERE pipeline = ? AND status = "
          + DbCodes.of(Status.PENDING)
          + " LIMIT 1";
  private static final String NEXT_DUE =
      "SELECT due FROM job WHERE pipeline = ? AND due IS NOT NULL ORDER BY due LIMIT 1";

  private record Named(int number, PipelineName name) {}

  private final DatabaseConnection databaseConnection;

  Recovery(DatabaseConnection databaseConnection) {
    this.databaseConnection = databaseConnection;
  }

  PipelineStates lines(Pipelines pipelines, DamagedRecords damagedRecords, StoreClock storeClock)
      throws SQLException {
    for (Pipeline pipeline : pipelines.all())
      databaseConnection
          .query("INSERT OR IGNORE INTO pipeline(name) VALUES(?)")
          .update(pipeline.name().value());
    Map<PipelineName, Integer> numbers = new LinkedHashMap<>();
    for (Named named :
        databaseConnection
            .query("SELECT number, name FROM pipeline ORDER BY number")
            .all(row -> new Named(row.getInt(1), new PipelineName(row.getString(2)))))
      numbers.put(named.name(), named.number());
    var lines = new ArrayList<PipelineState>();
    for (Pipeline pipeline : pipelines.all()) {
      Integer number = numbers.remove(pipeline.name());
      if (number != null) lines.add(line(number, pipeline.name(), Optional.of(pipeline)));
    }
    for (var left : numbers.entrySet())
      lines.add(line(left.getValue(), left.getKey(), Optional.empty()));
    return new PipelineStates(lines, damagedRecords, storeClock);
  }

  private PipelineState line(int number, PipelineName name, Optional<Pipeline> pipeline)
      throws SQLException {
    return new PipelineState(number, name, pipeline, CounterRows.read(databaseConnection, number));
  }

  /// Ends every attempt that was running when the process died.
  List<Event> abandon(PipelineStates pipelineStates) throws SQLException {
    databaseConnection.query("BEGIN IMMEDIATE").update();
    var writeBatch = new WriteBatch(databaseConnection, pipelineStates);
    for (Lease lease : databaseConnection.query(CUT_OFF).all(row -> lease(row, pipelineStates)))
      LeaseExpiry.write(writeBatch, lease, RetryDecision.PROCESS_DIED);
    writeBatch.finish();
    databaseConnection.query("COMMIT").update();
    for (PipelineState pipelineState : pipelineStates.all()) {
      pipelineState.behind =
          databaseConnection.query(PENDING).first(row -> true, pipelineState.number).isPresent();
      pipelineState.nextDue =
          databaseConnection
              .query(NEXT_DUE)
              .first(row -> row.getLong(1), pipelineState.number)
              .orElse(PipelineState.NEVER);
      pipelineState.publish();
    }
    return writeBatch.events();
  }

  private static Lease lease(ResultSet row, PipelineStates pipelineStates) throws SQLException {
    PipelineState pipelineState = pipelineStates.numbered(row.getInt(11));
    var attempt =
        new Attempt(row.getInt(12), row.getInt(13), Instant.ofEpochMilli(row.getLong(14)));
    return new Lease(pipelineState, RowMapper.waiting(row, pipelineState.name), attempt, 0, 0);
  }
}
