package io.surgetank.core.handler;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.HandlerRunner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// The handler of each pipeline.
///
/// @param errors of handlers that are unusable; those are missing
public record PipelineHandlers(Map<PipelineName, Handler> byPipeline, List<String> errors) {
  public PipelineHandlers {
    byPipeline = Map.copyOf(byPipeline);
    errors = List.copyOf(errors);
  }

  /// Creates each handler once.
  public static PipelineHandlers find(Pipelines pipelines, HandlerCatalog catalog) {
    var handlers = new HashMap<PipelineName, Handler>();
    var errors = new ArrayList<String>();
    for (Pipeline pipeline : pipelines.all())
      switch (catalog.find(pipeline.work().handler())) {
        case HandlerCatalog.Found.Ready(var handler) -> handlers.put(pipeline.name(), handler);
        case HandlerCatalog.Found.Invalid(var found) ->
            found.forEach(error -> errors.add("pipeline " + pipeline.name() + ": " + error));
      }
    return new PipelineHandlers(handlers, errors);
  }

  /// Runs the handler of a pipeline, with its simulation if it has one.
  public HandlerRunner runner(Pipeline pipeline, RandomGenerator random, Sleeper sleeper) {
    Handler handler =
        Objects.requireNonNull(byPipeline.get(pipeline.name()), "every pipeline has a handler");
    return new HandlerRunner(
        pipeline, SimulatedHandler.around(handler, pipeline.work().simulate(), sleeper), random);
  }
}
