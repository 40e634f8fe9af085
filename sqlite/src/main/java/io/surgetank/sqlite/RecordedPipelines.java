package io.surgetank.sqlite;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.maintenance.StoreProblem.Kind;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The pipelines that a store has records of, read without a configuration. One whose name cannot
/// be read has its number as its name, so that its jobs can be read.
final class RecordedPipelines {
  private static final String NAMES = "SELECT number, name FROM pipeline ORDER BY number";
  private static final String USED = "SELECT DISTINCT pipeline FROM job";

  private record Named(int number, String name) {}

  private final DatabaseConnection connection;
  private final Problems problems;

  RecordedPipelines(DatabaseConnection connection, Problems problems) {
    this.connection = connection;
    this.problems = problems;
  }

  PipelineStates states(InstantSource clock) {
    Map<Integer, PipelineName> names = names();
    var states = new ArrayList<PipelineState>();
    names.forEach((number, name) ->
        states.add(new PipelineState(number, name, Optional.empty(), counters(number))));
    var storeClock = new StoreClock(clock, () -> 0, spans());
    return new PipelineStates(states, new DamagedRecords(new StoreConditions(_ -> {})), storeClock);
  }

  private Map<Integer, PipelineName> names() {
    var names = new TreeMap<Integer, PipelineName>();
    try {
      for (Named named :
          connection.query(NAMES).all(row -> new Named(row.getInt(1), text(row.getString(2)))))
        names.put(named.number, name(named, names));
    } catch (SQLException unreadable) {
      problems.add(Kind.STRUCTURE, "pipelines", String.valueOf(unreadable.getMessage()));
    }
    try {
      List<Integer> used = connection.query(USED).all(row -> row.getInt(1));
      for (int number : used) if (!names.containsKey(number)) names.put(number, unnamed(number));
    } catch (SQLException unreadable) {
      problems.add(Kind.STRUCTURE, "pipelines of jobs", String.valueOf(unreadable.getMessage()));
    }
    return names;
  }

  private static String text(@Nullable String name) {
    return name == null ? "" : name;
  }

  private PipelineName name(Named named, Map<Integer, PipelineName> names) {
    if (PipelineName.isValid(named.name)) {
      var name = new PipelineName(named.name);
      if (!names.containsValue(name)) return name;
    }
    problems.add(
        Kind.STRUCTURE, "pipeline " + named.number, "has no valid name: '" + named.name + "'");
    return new PipelineName("pipeline-" + Math.abs((long) named.number));
  }

  private PipelineName unnamed(int number) {
    problems.add(Kind.STRUCTURE, "pipeline " + number, "has jobs, but no name");
    return new PipelineName("pipeline-" + Math.abs((long) number));
  }

  private long[] counters(int number) {
    try {
      return CounterReader.read(connection, number);
    } catch (SQLException unreadable) {
      // The verification reports it.
      return new long[Counter.ALL.length];
    }
  }

  private long spans() {
    try {
      return RetentionClock.spans(connection);
    } catch (SQLException unreadable) {
      problems.add(Kind.STRUCTURE, "clock", String.valueOf(unreadable.getMessage()));
      return 0;
    }
  }
}
