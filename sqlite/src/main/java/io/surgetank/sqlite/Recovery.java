package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.RetryDecision;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Loads the in-memory state from the tables, and ends the attempts that were interrupted by a
/// crash.
final class Recovery {
  private static final String INTERRUPTED =
      "SELECT j.seq, j.salt, j.round, j.tried, j.attempts, j.due, j.payload, j.trace, j.ordering,"
          + " j.ended, j.owner, j.pipeline, r.round, r.number, r.started FROM running r JOIN job j"
          + " ON j.seq = r.seq";
  private static final String PENDING =
      "SELECT 1 FROM job WHERE pipeline = ? AND status = "
          + DbCodes.of(Status.PENDING)
          + " LIMIT 1";
  private static final String NEXT_DUE =
      "SELECT due FROM job WHERE pipeline = ? AND due IS NOT NULL ORDER BY due LIMIT 1";

  private record Named(int number, @Nullable String name) {}

  private final DatabaseConnection connection;

  Recovery(DatabaseConnection connection) {
    this.connection = connection;
  }

  PipelineStates states(Pipelines pipelines, DamagedRecords damagedRecords, StoreClock clock)
      throws SQLException, IOException {
    var _ = numbers(); // Before anything is changed.
    for (Pipeline pipeline : pipelines.all())
      connection
          .query("INSERT OR IGNORE INTO pipeline(name) VALUES(?)")
          .update(pipeline.name().value());
    Map<PipelineName, Integer> numbers = numbers();
    var states = new ArrayList<PipelineState>();
    for (Pipeline pipeline : pipelines.all()) {
      Integer number = numbers.remove(pipeline.name());
      if (number != null) states.add(state(number, pipeline.name(), Optional.of(pipeline)));
    }
    for (var left : numbers.entrySet())
      states.add(state(left.getValue(), left.getKey(), Optional.empty()));
    return new PipelineStates(states, damagedRecords, clock);
  }

  /// The pipelines with their numbers. Throws if a name is damaged.
  private Map<PipelineName, Integer> numbers() throws SQLException, IOException {
    Map<PipelineName, Integer> numbers = new LinkedHashMap<>();
    for (Named named :
        connection
            .query("SELECT number, name FROM pipeline ORDER BY number")
            .all(row -> new Named(row.getInt(1), row.getString(2))))
      numbers.put(name(named), named.number());
    return numbers;
  }

  private static PipelineName name(Named named) throws IOException {
    if (named.name() == null || !PipelineName.isValid(named.name()))
      throw new IOException("the name of pipeline %d is damaged".formatted(named.number()));
    return new PipelineName(named.name());
  }

  private PipelineState state(int number, PipelineName name, Optional<Pipeline> pipeline)
      throws SQLException {
    return new PipelineState(number, name, pipeline, CounterReader.read(connection, number));
  }

  /// Ends every attempt that was running when the process died.
  List<Event> abandon(PipelineStates states) throws SQLException {
    connection.query("BEGIN IMMEDIATE").update();
    var batch = new WriteBatch(connection, states);
    for (Lease lease : connection.query(INTERRUPTED).all(row -> lease(row, states)))
      AbandonedAttemptCompletion.write(batch, lease, RetryDecision.PROCESS_DIED);
    batch.finish();
    connection.query("COMMIT").update();
    for (PipelineState state : states.all()) {
      state.countersStored();
      state.hasUnloadedJobs =
          connection.query(PENDING).first(row -> true, state.number).isPresent();
      state.nextDue =
          connection
              .query(NEXT_DUE)
              .first(row -> row.getLong(1), state.number)
              .orElse(PipelineState.NEVER);
      state.publish();
    }
    return batch.events();
  }

  private static Lease lease(ResultSet row, PipelineStates states) throws SQLException {
    PipelineState state = states.numbered(row.getInt(12));
    var attempt =
        new Attempt(row.getInt(13), row.getInt(14), Instant.ofEpochMilli(row.getLong(15)));
    return new Lease(state, JobRowMapper.waiting(row, state.name), attempt, 0, 0);
  }
}
