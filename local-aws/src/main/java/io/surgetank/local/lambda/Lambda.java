package io.surgetank.local.lambda;

import io.surgetank.stack.Function;
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
  private final Map<String, Fleet> fleets = new LinkedHashMap<>();
  private final Concurrency concurrency;
  private final RuntimeApi api;
  private final Ids ids;

  /// Time and chance, and who hears what happens. `random` is used by many threads at once.
  public record Surroundings(InstantSource clock, RandomGenerator random, Consumer<Told> told) {}

  public Lambda(
      Collection<Function> functions, Rooms rooms, Bounds bounds, Surroundings surroundings) {
    this.concurrency = new Concurrency(bounds.concurrency(), functions);
    this.api = new RuntimeApi(rooms.region());
    this.ids = new Ids(surroundings.random());
    var starter = new Starter(rooms, bounds, api, surroundings);
    for (Function function : functions) fleets.put(function.name(), new Fleet(function, starter));
  }

  @Override
  public Invocation invoke(String name, Call call) throws InterruptedException {
    Fleet fleet = fleet(name);
    Optional<Invocation.Reason> refused = concurrency.enter(fleet.function());
    if (refused.isPresent()) return new Invocation.Throttled(refused.get());
    try {
      return fleet.run(
          ids.request(), call.trace().isEmpty() ? new Call(call.event(), ids.trace()) : call);
    } finally {
      concurrency.leave(fleet.function());
    }
  }

  /// Ends what has been idle for too long.
  public void turn() throws InterruptedException {
    for (Fleet fleet : fleets.values()) fleet.turn();
  }

  /// How many environments of a function were begun so far.
  public int coldStarts(String function) {
    return fleet(function).coldStarts();
  }

  /// How many environments a function has now.
  public int environments(String function) {
    return fleet(function).size();
  }

  private Fleet fleet(String name) {
    Fleet fleet = fleets.get(name);
    if (fleet == null) throw new IllegalArgumentException("there is no function " + name);
    return fleet;
  }

  /// Ends every process, all at once.
  @Override
  public void close() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      fleets.values().forEach(fleet -> threads.execute(fleet::close));
    }
    api.close();
  }
}
