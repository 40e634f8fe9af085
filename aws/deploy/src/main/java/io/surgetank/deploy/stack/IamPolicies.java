package io.surgetank.deploy.stack;

import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.LambdaFunction.Statement;
import java.util.List;
import java.util.function.BiFunction;

/// What each function calls, and nothing else. A transaction of DynamoDB needs the rights of its
/// parts and none of its own.
final class IamPolicies {
  private final Pipelines pipelines;
  private final StackSettings settings;

  IamPolicies(Pipelines pipelines, StackSettings settings) {
    this.pipelines = pipelines;
    this.settings = settings;
  }

  /// Stores, counts, sends, lists, and is the operators' hand: a purge deletes, an audit scans.
  List<Statement> receiver() {
    return List.of(
        table("BatchGetItem", "DeleteItem", "PutItem", "Scan", "UpdateItem"),
        index(StackNames.LINES),
        queues(StackFactory::queue, "GetQueueAttributes", "SendMessage"));
  }

  /// The mapping polls and deletes in the function's name.
  List<Statement> worker() {
    return List.of(
        table("BatchGetItem", "PutItem", "UpdateItem"),
        queues(
            StackFactory::queue,
            "ChangeMessageVisibility",
            "DeleteMessage",
            "GetQueueAttributes",
            "ReceiveMessage"));
  }

  List<Statement> deadLetter() {
    return List.of(
        table("BatchGetItem", "PutItem", "UpdateItem"),
        queues(StackFactory::deadLetters, "DeleteMessage", "GetQueueAttributes", "ReceiveMessage"));
  }

  /// Sends what was not sent, and reminds of what has waited longer than the queue keeps a message.
  List<Statement> sweeper() {
    return List.of(
        table("BatchGetItem", "PutItem", "UpdateItem"),
        index(StackNames.LINES, StackNames.OUTBOX),
        queues(StackFactory::queue, "GetQueueAttributes", "SendMessage"));
  }

  private Statement table(String... actions) {
    return new Statement(actions("dynamodb:", actions), List.of(tableArn()));
  }

  private Statement index(String... names) {
    return new Statement(
        List.of("dynamodb:Query"),
        List.of(names).stream().map(name -> tableArn() + "/index/" + name).toList());
  }

  private Statement queues(BiFunction<String, Pipeline, String> queue, String... actions) {
    return new Statement(
        actions("sqs:", actions),
        pipelines.all().stream()
            .map(pipeline -> arn("sqs") + ":" + queue.apply(settings.name(), pipeline))
            .toList());
  }

  private String tableArn() {
    return arn("dynamodb") + ":table/" + settings.name();
  }

  private String arn(String service) {
    return "arn:aws:%s:%s:%s"
        .formatted(service, settings.place().region(), settings.place().account());
  }

  private static List<String> actions(String service, String... names) {
    return List.of(names).stream().map(name -> service + name).toList();
  }
}
