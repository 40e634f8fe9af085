package io.surgetank.sqlite;

import io.surgetank.core.job.PipelineName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;

/// All pipelines of the store: those of the configuration in its order, then those that only have
/// records.
final class PipelineStates {
  private final Map<PipelineName, PipelineState> byName = new LinkedHashMap<>();
  private final Map<Integer, PipelineState> byNumber = new LinkedHashMap<>();

  /// All current leases, by the job's sequence. For any thread.
  final Map<Long, Lease> leases = new ConcurrentHashMap<>();

  /// Known damaged records. For any thread.
  final DamagedRecords damagedRecords;

  final StoreClock clock;

  PipelineStates(List<PipelineState> states, DamagedRecords damagedRecords, StoreClock clock) {
    this.damagedRecords = damagedRecords;
    this.clock = clock;
    for (PipelineState state : states) {
      byName.put(state.name, state);
      byNumber.put(state.number, state);
    }
  }

  Collection<PipelineState> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /// The greatest sequence of any job ever stored.
  long lastSequence() {
    return byNumber.values().stream().mapToLong(state -> state.count(Counter.LAST)).max().orElse(0);
  }

  /// The state of a configured pipeline.
  PipelineState served(PipelineName name) {
    PipelineState state = byName.get(name);
    if (state == null || state.pipeline.isEmpty())
      throw new IllegalArgumentException("there is no pipeline " + name);
    return state;
  }

  boolean has(PipelineName name) {
    return byName.containsKey(name);
  }

  PipelineState named(PipelineName name) {
    PipelineState state = byName.get(name);
    if (state == null) throw new IllegalArgumentException("there is no pipeline " + name);
    return state;
  }

  PipelineState numbered(int number) {
    PipelineState state = byNumber.get(number);
    if (state == null)
      throw new NoSuchElementException("there is no pipeline with number " + number);
    return state;
  }
}
