package io.surgetank.sqlite;

import io.surgetank.core.job.PipelineName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;

/// All pipelines of the store: those of the descriptor in its order, then those that only have
/// records left.
final class PipelineStates {
  private final Map<PipelineName, PipelineState> byName = new LinkedHashMap<>();
  private final Map<Integer, PipelineState> byNumber = new LinkedHashMap<>();

  /// Every lease that is out, by the job's sequence. For any thread.
  final Map<Long, Lease> leases = new ConcurrentHashMap<>();

  /// Records that were found damaged. For any thread.
  final DamagedRecords damagedRecords;

  final StoreClock storeClock;

  PipelineStates(List<PipelineState> lines, DamagedRecords damagedRecords, StoreClock storeClock) {
    this.damagedRecords = damagedRecords;
    this.storeClock = storeClock;
    for (PipelineState pipelineState : lines) {
      byName.put(pipelineState.name, pipelineState);
      byNumber.put(pipelineState.number, pipelineState);
    }
  }

  Collection<PipelineState> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /// The line of a pipeline that the descriptor has.
  PipelineState served(PipelineName name) {
    PipelineState pipelineState = byName.get(name);
    if (pipelineState == null || pipelineState.pipeline.isEmpty())
      throw new IllegalArgumentException("there is no pipeline " + name);
    return pipelineState;
  }

  boolean has(PipelineName name) {
    return byName.containsKey(name);
  }

  PipelineState named(PipelineName name) {
    PipelineState pipelineState = byName.get(name);
    if (pipelineState == null) throw new IllegalArgumentException("there is no pipeline " + name);
    return pipelineState;
  }

  PipelineState numbered(int number) {
    PipelineState pipelineState = byNumber.get(number);
    if (pipelineState == null)
      throw new NoSuchElementException("there is no pipeline of number " + number);
    return pipelineState;
  }
}
