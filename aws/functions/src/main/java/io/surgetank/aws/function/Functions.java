package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.process.Threads;
import io.surgetank.core.work.Handler;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The functions of one execution environment with clients, time, threads and handlers of the
/// caller: for simulations. Lambda creates each function by its constructor without parameters.
public final class Functions {
  private final FunctionWiring functionWiring;

  private Functions(FunctionWiring functionWiring) {
    this.functionWiring = functionWiring;
  }

  /// What the functions use instead of the wall clock, the operating system's random numbers and
  /// the threads of the JVM.
  ///
  /// @param threads also has the monotonic clock
  /// @param lines receives the lines of the log
  public record Sources(
      InstantSource clock,
      Threads threads,
      RandomGenerator random,
      Sleeper sleeper,
      Consumer<String> lines) {}

  /// Throws [IllegalArgumentException] with all errors of the environment variables.
  public static Functions of(
      Map<String, String> variables, Pipelines pipelines, AwsClients awsClients, Sources sources) {
    var functionSettings = FunctionSettings.from(variables);
    var clock = new InvocationClock(sources.clock(), sources.threads()::nanoTime);
    var log = new JsonLog(functionSettings.stage(), clock, sources.lines());
    return new Functions(
        FunctionWiring.of(
            functionSettings,
            pipelines,
            awsClients,
            new FunctionWiring.Sources(
                log, sources.random(), sources.sleeper(), sources.threads())));
  }

  public RequestStreamHandler receiver() {
    return new ReceiverFunction(functionWiring);
  }

  /// Calls this handler for the jobs of all pipelines.
  public RequestStreamHandler worker(Handler handler) {
    FunctionWiring.Sources sources = functionWiring.sources();
    return new WorkerFunction(
        functionWiring,
        AttemptExecutor.of(functionWiring.pipelines(), handler, sources),
        sources.sleeper());
  }

  public RequestStreamHandler sweeper() {
    return new SweeperFunction(functionWiring);
  }

  public RequestStreamHandler deadLetter() {
    return new DeadLetterFunction(functionWiring);
  }
}
