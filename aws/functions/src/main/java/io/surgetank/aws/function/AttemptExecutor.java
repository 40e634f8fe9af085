package io.surgetank.aws.function;

import io.surgetank.core.handler.HandlerCatalog;
import io.surgetank.core.handler.PipelineHandlers;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.process.Threads;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Runs the handler of each pipeline.
record AttemptExecutor(Map<PipelineName, HandlerRunner> byPipeline, Threads threads) {
  AttemptExecutor {
    byPipeline = Map.copyOf(byPipeline);
  }

  AttemptExecutor(Map<PipelineName, HandlerRunner> byPipeline) {
    this(byPipeline, Threads.SYSTEM);
  }

  private HandlerRunner of(PipelineName pipeline) {
    return Objects.requireNonNull(byPipeline.get(pipeline), "every pipeline has a handler");
  }

  /// Runs an attempt, for at most the timeout. The handler has a platform thread: one that computes
  /// would occupy the carriers of the virtual threads on which the other messages and the timeout
  /// wait.
  Outcome run(Job job, Attempt attempt, Duration timeout) throws InterruptedException {
    HandlerRunner handlerRunner = of(job.pipeline());
    var running = new FutureTask<>(() -> handlerRunner.process(job, attempt));
    threads.unstarted(Thread.ofPlatform().daemon().name("attempt-" + job.id()), running).start();
    try {
      return running.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException over) {
      // Not waited for: a handler that ignores the interrupt must not delay the batch.
      running.cancel(true);
      return handlerRunner.timedOut(attempt);
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the handler could not be run", broken.getCause());
    }
  }

  /// For handlers that do nothing.
  static AttemptExecutor idle(Pipelines pipelines, RandomGenerator random) {
    Handler idle = (_, _) -> new Outcome.Processed("{}");
    return of(pipelines, pipeline -> new HandlerRunner(pipeline, idle, random), Threads.SYSTEM);
  }

  /// The same handler for all pipelines.
  static AttemptExecutor of(Pipelines pipelines, Handler handler, FunctionWiring.Sources sources) {
    return of(
        pipelines,
        pipeline -> new HandlerRunner(pipeline, handler, sources.random()),
        sources.threads());
  }

  /// Throws [IllegalArgumentException] with all errors of the handlers.
  static AttemptExecutor of(
      Pipelines pipelines, HandlerCatalog catalog, FunctionWiring.Sources sources) {
    var handlers = PipelineHandlers.find(pipelines, catalog);
    if (!handlers.errors().isEmpty())
      throw new IllegalArgumentException(String.join("; ", handlers.errors()));
    return of(
        pipelines,
        pipeline -> handlers.runner(pipeline, sources.random(), sources.sleeper()),
        sources.threads());
  }

  private static AttemptExecutor of(
      Pipelines pipelines, Function<Pipeline, HandlerRunner> runner, Threads threads) {
    return new AttemptExecutor(
        pipelines.all().stream().collect(Collectors.toMap(Pipeline::name, runner)), threads);
  }
}
