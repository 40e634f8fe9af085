package io.surgetank.engine.sqlite;

import io.surgetank.job.PipelineName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;

/// All pipelines of the store: those of the descriptor in its order, then those that only have
/// records left.
final class Lines {
  private final Map<PipelineName, Line> byName = new LinkedHashMap<>();
  private final Map<Integer, Line> byNumber = new LinkedHashMap<>();

  /// Every lease that is out, by the job's sequence. For any thread.
  final Map<Long, Lease> leases = new ConcurrentHashMap<>();

  /// Records that were found damaged. For any thread.
  final Damage damage;

  final Timeline timeline;

  Lines(List<Line> lines, Damage damage, Timeline timeline) {
    this.damage = damage;
    this.timeline = timeline;
    for (Line line : lines) {
      byName.put(line.name, line);
      byNumber.put(line.number, line);
    }
  }

  Collection<Line> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /// The line of a pipeline that the descriptor has.
  Line served(PipelineName name) {
    Line line = byName.get(name);
    if (line == null || line.pipeline.isEmpty())
      throw new IllegalArgumentException("there is no pipeline " + name);
    return line;
  }

  boolean has(PipelineName name) {
    return byName.containsKey(name);
  }

  Line named(PipelineName name) {
    Line line = byName.get(name);
    if (line == null) throw new IllegalArgumentException("there is no pipeline " + name);
    return line;
  }

  Line numbered(int number) {
    Line line = byNumber.get(number);
    if (line == null) throw new NoSuchElementException("there is no pipeline of number " + number);
    return line;
  }
}
