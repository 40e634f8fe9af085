package io.surgetank.proof.simulation;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Rate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// The attempts that each pipeline started recently.
///
/// A lease that waited for the writer starts later than its permits were taken, next to the ones
/// taken meanwhile: so the burst counts twice.
final class StartRates {
  private final Map<PipelineName, Deque<Long>> recent = new HashMap<>();

  void check(Pipeline pipeline, long nanos, Violations violations) {
    Rate rate = pipeline.work().rate();
    if (rate.isUnlimited()) return;
    Deque<Long> starts = recent.computeIfAbsent(pipeline.name(), _ -> new ArrayDeque<>());
    starts.addLast(nanos);
    while (nanos - starts.getFirst() > rate.per().toNanos()) starts.removeFirst();
    violations.check(
        starts.size() <= rate.permits() + 2 * rate.burst(),
        "%d attempts of %s started within %s",
        starts.size(),
        pipeline.name(),
        rate.per());
  }
}
