package io.surgetank.local.lambda;

import io.surgetank.deploy.stack.LambdaFunction;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The functions of an account: starts an environment when none is idle, and ends environments that
/// are no longer needed.
public final class Lambda implements Invoker, AutoCloseable {
  private final Map<String, EnvironmentPool> pools = new LinkedHashMap<>();
  private final Concurrency concurrency;
  private final RuntimeApi api;
  private final LambdaIds lambdaIds;

  /// The dependencies of [Lambda].
  ///
  /// @param random must be thread-safe
  /// @param events receives the events of environments
  public record Dependencies(
      InstantSource clock, RandomGenerator random, Consumer<EnvironmentEvent> events) {}

  public Lambda(
      Collection<LambdaFunction> functions,
      LaunchConfig launchConfig,
      LambdaLimits lambdaLimits,
      Dependencies dependencies) {
    this.concurrency = new Concurrency(lambdaLimits.concurrency(), functions);
    this.api = new RuntimeApi(launchConfig.region());
    this.lambdaIds = new LambdaIds(dependencies.random());
    var environmentStarter = new EnvironmentStarter(launchConfig, lambdaLimits, api, dependencies);
    for (LambdaFunction lambdaFunction : functions)
      pools.put(lambdaFunction.name(), new EnvironmentPool(lambdaFunction, environmentStarter));
  }

  @Override
  public InvocationResult invoke(String name, Call call) throws InterruptedException {
    EnvironmentPool environmentPool = pool(name);
    Optional<InvocationResult.Reason> refused = concurrency.enter(environmentPool.function());
    if (refused.isPresent()) return new InvocationResult.Throttled(refused.get());
    try {
      return environmentPool.run(
          lambdaIds.request(),
          call.trace().isEmpty() ? new Call(call.event(), lambdaIds.trace()) : call);
    } finally {
      concurrency.leave(environmentPool.function());
    }
  }

  /// Ends environments that have been idle for too long.
  public void endIdle() throws InterruptedException {
    for (EnvironmentPool environmentPool : pools.values()) environmentPool.endIdle();
  }

  /// The number of environments that a function has had so far.
  public int coldStarts(String function) {
    return pool(function).coldStarts();
  }

  /// The number of environments that a function has now.
  public int environments(String function) {
    return pool(function).size();
  }

  private EnvironmentPool pool(String name) {
    EnvironmentPool environmentPool = pools.get(name);
    if (environmentPool == null) throw new IllegalArgumentException("no such function: " + name);
    return environmentPool;
  }

  /// Ends all processes concurrently.
  @Override
  public void close() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      pools.values().forEach(environmentPool -> threads.execute(environmentPool::close));
    }
    api.close();
  }
}
