package io.surgetank.aws.function;

import io.surgetank.core.handler.HandlerCatalog;
import io.surgetank.core.handler.SimulatedHandler;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/// A worker for each pipeline.
record PipelineWorkers(Map<PipelineName, HandlerRunner> byPipeline) {
  PipelineWorkers {
    byPipeline = Map.copyOf(byPipeline);
  }

  private HandlerRunner of(PipelineName pipeline) {
    return Objects.requireNonNull(byPipeline.get(pipeline), "every pipeline has a worker");
  }

  /// Runs an attempt, for at most the timeout. The handler has a platform thread: one that computes
  /// would occupy the carriers of the virtual threads on which the other messages and the timeout
  /// wait.
  Outcome run(Job job, Attempt attempt, Duration timeout) throws InterruptedException {
    HandlerRunner handlerRunner = of(job.pipeline());
    var running = new FutureTask<>(() -> handlerRunner.process(job, attempt));
    Thread.ofPlatform().daemon().name("attempt-" + job.id()).start(running);
    try {
      return running.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException over) {
      // Not waited for: a handler that ignores the interrupt must not delay the batch.
      running.cancel(true);
      return handlerRunner.timedOut(attempt);
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the worker failed", broken.getCause());
    }
  }

  /// Workers whose handler does nothing.
  static PipelineWorkers idle(Pipelines pipelines, RandomGenerator random) {
    var workers = new HashMap<PipelineName, HandlerRunner>();
    for (Pipeline pipeline : pipelines.all())
      workers.put(
          pipeline.name(),
          new HandlerRunner(pipeline, (_, _) -> new Outcome.Processed("{}"), random));
    return new PipelineWorkers(workers);
  }

  /// Throws [IllegalArgumentException] with all errors of the handlers.
  static PipelineWorkers of(
      Pipelines pipelines, HandlerCatalog catalog, RandomGenerator random, Sleeper sleeper) {
    var workers = new HashMap<PipelineName, HandlerRunner>();
    var errors = new ArrayList<String>();
    for (Pipeline pipeline : pipelines.all())
      switch (catalog.find(pipeline.work().handler())) {
        case HandlerCatalog.Found.Ready(var handler) -> {
          Handler simulated = SimulatedHandler.around(handler, pipeline.work().simulate(), sleeper);
          workers.put(pipeline.name(), new HandlerRunner(pipeline, simulated, random));
        }
        case HandlerCatalog.Found.Invalid(var found) ->
            found.forEach(error -> errors.add("pipeline " + pipeline.name() + ": " + error));
      }
    if (!errors.isEmpty()) throw new IllegalArgumentException(String.join("; ", errors));
    return new PipelineWorkers(workers);
  }
}
