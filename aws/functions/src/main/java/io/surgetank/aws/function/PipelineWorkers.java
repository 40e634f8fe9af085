package io.surgetank.aws.function;

import io.surgetank.core.handler.HandlerCatalog;
import io.surgetank.core.handler.SimulatedHandler;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import io.surgetank.core.work.Worker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// A worker for each pipeline.
record PipelineWorkers(Map<PipelineName, Worker> byPipeline) {
  PipelineWorkers {
    byPipeline = Map.copyOf(byPipeline);
  }

  Worker of(PipelineName pipeline) {
    return Objects.requireNonNull(byPipeline.get(pipeline), "every pipeline has one");
  }

  /// Workers that do nothing.
  static PipelineWorkers idle(Pipelines pipelines, RandomGenerator random) {
    var workers = new HashMap<PipelineName, Worker>();
    for (Pipeline pipeline : pipelines.all())
      workers.put(
          pipeline.name(), new Worker(pipeline, (_, _) -> new Outcome.Processed("{}"), random));
    return new PipelineWorkers(workers);
  }

  /// Throws [IllegalArgumentException] with everything that is wrong with the handlers.
  static PipelineWorkers of(
      Pipelines pipelines, HandlerCatalog catalog, RandomGenerator random, Sleeper sleeper) {
    var workers = new HashMap<PipelineName, Worker>();
    var faults = new ArrayList<String>();
    for (Pipeline pipeline : pipelines.all())
      switch (catalog.find(pipeline.work().handler())) {
        case HandlerCatalog.Found.Ready(var handler) -> {
          Handler played = SimulatedHandler.around(handler, pipeline.work().simulate(), sleeper);
          workers.put(pipeline.name(), new Worker(pipeline, played, random));
        }
        case HandlerCatalog.Found.Faulty(var found) ->
            found.forEach(fault -> faults.add("pipeline " + pipeline.name() + ": " + fault));
      }
    if (!faults.isEmpty()) throw new IllegalArgumentException(String.join("; ", faults));
    return new PipelineWorkers(workers);
  }
}
