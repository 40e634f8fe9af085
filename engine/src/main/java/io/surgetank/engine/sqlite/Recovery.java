package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.job.Attempt;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Status;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.work.RetryDecision;
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
      "SELECT 1 FROM job WHERE pipeline = ? AND status = " + Codes.of(Status.PENDING) + " LIMIT 1";
  private static final String NEXT_DUE =
      "SELECT due FROM job WHERE pipeline = ? AND due IS NOT NULL ORDER BY due LIMIT 1";

  private record Named(int number, PipelineName name) {}

  private final Database database;

  Recovery(Database database) {
    this.database = database;
  }

  Lines lines(Pipelines pipelines, Damage damage, Timeline timeline) throws SQLException {
    for (Pipeline pipeline : pipelines.all())
      database
          .query("INSERT OR IGNORE INTO pipeline(name) VALUES(?)")
          .update(pipeline.name().value());
    Map<PipelineName, Integer> numbers = new LinkedHashMap<>();
    for (Named named :
        database
            .query("SELECT number, name FROM pipeline ORDER BY number")
            .all(row -> new Named(row.getInt(1), new PipelineName(row.getString(2)))))
      numbers.put(named.name(), named.number());
    var lines = new ArrayList<Line>();
    for (Pipeline pipeline : pipelines.all()) {
      Integer number = numbers.remove(pipeline.name());
      if (number != null) lines.add(line(number, pipeline.name(), Optional.of(pipeline)));
    }
    for (var left : numbers.entrySet())
      lines.add(line(left.getValue(), left.getKey(), Optional.empty()));
    return new Lines(lines, damage, timeline);
  }

  private Line line(int number, PipelineName name, Optional<Pipeline> pipeline)
      throws SQLException {
    return new Line(number, name, pipeline, Ledgers.read(database, number));
  }

  /// Ends every attempt that was running when the process died.
  List<Event> abandon(Lines lines) throws SQLException {
    database.query("BEGIN IMMEDIATE").update();
    var group = new Group(database, lines);
    for (Lease lease : database.query(CUT_OFF).all(row -> lease(row, lines)))
      Abandonment.write(group, lease, RetryDecision.CUT_OFF);
    group.finish();
    database.query("COMMIT").update();
    for (Line line : lines.all()) {
      line.behind = database.query(PENDING).first(row -> true, line.number).isPresent();
      line.nextDue =
          database.query(NEXT_DUE).first(row -> row.getLong(1), line.number).orElse(Line.NEVER);
      line.publish();
    }
    return group.events();
  }

  private static Lease lease(ResultSet row, Lines lines) throws SQLException {
    Line line = lines.numbered(row.getInt(11));
    var attempt =
        new Attempt(row.getInt(12), row.getInt(13), Instant.ofEpochMilli(row.getLong(14)));
    return new Lease(line, Rows.waiting(row, line.name), attempt, 0, 0);
  }
}
