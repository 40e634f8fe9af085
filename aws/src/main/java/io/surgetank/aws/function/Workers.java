package io.surgetank.aws.function;

import io.surgetank.handler.HandlerCatalog;
import io.surgetank.handler.Pause;
import io.surgetank.handler.SimulatedHandler;
import io.surgetank.job.PipelineName;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.work.Handler;
import io.surgetank.work.Outcome;
import io.surgetank.work.Worker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// A worker for each pipeline.
record Workers(Map<PipelineName, Worker> byPipeline) {
  Workers {
    byPipeline = Map.copyOf(byPipeline);
  }

  Worker of(PipelineName pipeline) {
    return Objects.requireNonNull(byPipeline.get(pipeline), "every pipeline has one");
  }

  /// Workers that do nothing.
  static Workers idle(Pipelines pipelines, RandomGenerator random) {
    var workers = new HashMap<PipelineName, Worker>();
    for (Pipeline pipeline : pipelines.all())
      workers.put(
          pipeline.name(), new Worker(pipeline, (_, _) -> new Outcome.Processed("{}"), random));
    return new Workers(workers);
  }

  /// Throws [IllegalArgumentException] with everything that is wrong with the handlers.
  static Workers of(
      Pipelines pipelines, HandlerCatalog catalog, RandomGenerator random, Pause pause) {
    var workers = new HashMap<PipelineName, Worker>();
    var faults = new ArrayList<String>();
    for (Pipeline pipeline : pipelines.all())
      switch (catalog.find(pipeline.work().handler())) {
        case HandlerCatalog.Found.Ready(var handler) -> {
          Handler played = SimulatedHandler.around(handler, pipeline.work().simulate(), pause);
          workers.put(pipeline.name(), new Worker(pipeline, played, random));
        }
        case HandlerCatalog.Found.Faulty(var found) ->
            found.forEach(fault -> faults.add("pipeline " + pipeline.name() + ": " + fault));
      }
    if (!faults.isEmpty()) throw new IllegalArgumentException(String.join("; ", faults));
    return new Workers(workers);
  }
}
