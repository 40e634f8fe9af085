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

/// The functions of one account: begins an environment where none is free, uses those that are,
/// ends those that nobody needs.
public final class Lambda implements Invoker, AutoCloseable {
  private final Map<String, EnvironmentPool> fleets = new LinkedHashMap<>();
  private final Concurrency concurrency;
  private final RuntimeApi api;
  private final LambdaIds lambdaIds;

  /// Time and chance, and who hears what happens. `random` is used by many threads at once.
  public record Dependencies(
      InstantSource clock, RandomGenerator random, Consumer<EnvironmentEvent> told) {}

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
      fleets.put(lambdaFunction.name(), new EnvironmentPool(lambdaFunction, environmentStarter));
  }

  @Override
  public Invocation invoke(String name, Call call) throws InterruptedException {
    EnvironmentPool environmentPool = fleet(name);
    Optional<Invocation.Reason> refused = concurrency.enter(environmentPool.function());
    if (refused.isPresent()) return new Invocation.Throttled(refused.get());
    try {
      return environmentPool.run(
          lambdaIds.request(),
          call.trace().isEmpty() ? new Call(call.event(), lambdaIds.trace()) : call);
    } finally {
      concurrency.leave(environmentPool.function());
    }
  }

  /// Ends what has been idle for too long.
  public void turn() throws InterruptedException {
    for (EnvironmentPool environmentPool : fleets.values()) environmentPool.turn();
  }

  /// How many environments of a function were begun so far.
  public int coldStarts(String function) {
    return fleet(function).coldStarts();
  }

  /// How many environments a function has now.
  public int environments(String function) {
    return fleet(function).size();
  }

  private EnvironmentPool fleet(String name) {
    EnvironmentPool environmentPool = fleets.get(name);
    if (environmentPool == null) throw new IllegalArgumentException("there is no function " + name);
    return environmentPool;
  }

  /// Ends every process, all at once.
  @Override
  public void close() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      fleets.values().forEach(environmentPool -> threads.execute(environmentPool::close));
    }
    api.close();
  }
}
