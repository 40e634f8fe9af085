package io.surgetank.deploy.stack;

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

  public Optional<LambdaFunction> function(String called) {
    return functions.stream()
        .filter(lambdaFunction -> lambdaFunction.name().equals(called))
        .findFirst();
  }

  public Optional<SqsQueue> queue(String called) {
    return queues.stream().filter(sqsQueue -> sqsQueue.name().equals(called)).findFirst();
  }

  /// The queues that pipelines send to; the others are their dead-letter queues.
  public List<SqsQueue> sources() {
    return queues.stream().filter(sqsQueue -> sqsQueue.redrive().isPresent()).toList();
  }

  /// The pipeline that sends to a queue.
  public String pipeline(SqsQueue sqsQueue) {
    int end = sqsQueue.name().length() - sqsQueue.kind().suffix().length();
    return sqsQueue.name().substring(name.length() + 1, end);
  }

  /// The same with everything ordered by name, so that stacks are equal whoever listed them.
  public Stack inOrder() {
    return new Stack(
        name,
        region,
        sorted(functions, LambdaFunction::name),
        sorted(queues, SqsQueue::name),
        sorted(mappings, SqsTrigger::queue),
        dynamoTable,
        new HttpApi(api.name(), sorted(api.routes(), HttpApi.Route::key), api.throttle()),
        sorted(schedules, Schedule::name));
  }

  private static <T> List<T> sorted(List<T> some, java.util.function.Function<T, String> by) {
    return some.stream().sorted(Comparator.comparing(by)).toList();
  }
}
