package io.surgetank.deploy.stack;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The parts of a deployment that determine what happens to a job: deployments with equal stacks
/// behave the same, whichever tool deployed them.
///
/// @param name the first part of all names, application and stage: `orders-prod`
public record Stack(
    String name,
    StackSettings.Place place,
    List<LambdaFunction> functions,
    List<SqsQueue> queues,
    List<SqsTrigger> mappings,
    DynamoTable dynamoTable,
    HttpApi api,
    List<Schedule> schedules) {
  public Stack {
    functions = List.copyOf(functions);
    queues = List.copyOf(queues);
    mappings = List.copyOf(mappings);
    schedules = List.copyOf(schedules);
  }

  public String region() {
    return place.region();
  }

  public Optional<LambdaFunction> function(FunctionRef ref) {
    return functions.stream()
        .filter(lambdaFunction -> lambdaFunction.ref().equals(ref))
        .findFirst();
  }

  public Optional<SqsQueue> queue(QueueRef ref) {
    return queues.stream().filter(sqsQueue -> sqsQueue.ref().equals(ref)).findFirst();
  }

  /// One of its functions: [FunctionRef#WORKER].
  public FunctionRef functionRef(String function) {
    return new FunctionRef(name, function);
  }

  /// The queues of the pipelines, without the dead-letter queues.
  public List<SqsQueue> sources() {
    return queues.stream().filter(sqsQueue -> sqsQueue.redrive().isPresent()).toList();
  }

  /// The same with all lists sorted by name.
  public Stack sorted() {
    return new Stack(
        name,
        place,
        sorted(functions, LambdaFunction::name),
        sorted(queues, SqsQueue::name),
        sorted(mappings, sqsTrigger -> sqsTrigger.queue().name()),
        dynamoTable,
        new HttpApi(api.name(), sorted(api.routes(), HttpApi.Route::key), api.throttle()),
        sorted(schedules, Schedule::name));
  }

  private static <T> List<T> sorted(List<T> some, java.util.function.Function<T, String> by) {
    return some.stream().sorted(Comparator.comparing(by)).toList();
  }
}
