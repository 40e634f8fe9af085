package io.surgetank.stack;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Everything of one deployment that decides what happens to a job. Two deployments with equal
/// stacks behave alike, whichever tool put them there.
///
/// @param name what every name in it begins with, the stage included: `orders-prod`
/// @param region where it stands: `eu-central-1`
public record Stack(
    String name,
    String region,
    List<Function> functions,
    List<Queue> queues,
    List<Mapping> mappings,
    Table table,
    HttpApi api,
    List<Schedule> schedules) {
  public Stack {
    functions = List.copyOf(functions);
    queues = List.copyOf(queues);
    mappings = List.copyOf(mappings);
    schedules = List.copyOf(schedules);
  }

  public Optional<Function> function(String called) {
    return functions.stream().filter(function -> function.name().equals(called)).findFirst();
  }

  public Optional<Queue> queue(String called) {
    return queues.stream().filter(queue -> queue.name().equals(called)).findFirst();
  }

  /// The same with everything ordered by name, so that stacks are equal whoever listed them.
  public Stack inOrder() {
    return new Stack(
        name,
        region,
        sorted(functions, Function::name),
        sorted(queues, Queue::name),
        sorted(mappings, Mapping::queue),
        table,
        new HttpApi(api.name(), sorted(api.routes(), HttpApi.Route::key), api.throttle()),
        sorted(schedules, Schedule::name));
  }

  private static <T> List<T> sorted(List<T> some, java.util.function.Function<T, String> by) {
    return some.stream().sorted(Comparator.comparing(by)).toList();
  }
}
