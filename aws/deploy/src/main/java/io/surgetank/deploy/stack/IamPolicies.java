package io.surgetank.deploy.stack;

import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.LambdaFunction.Statement;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// The permissions of each function, and no more. A DynamoDB transaction needs the permissions of
/// its parts only.
final class IamPolicies {
  private final Pipelines pipelines;
  private final String stack;

  /// @param stack the name of the stack
  IamPolicies(Pipelines pipelines, String stack) {
    this.pipelines = pipelines;
    this.stack = stack;
  }

  /// Stores, counts, sends and lists; for operators it deletes (purge) and scans (verify).
  List<Statement> receiver() {
    return List.of(
        table("BatchGetItem", "DeleteItem", "PutItem", "Scan", "UpdateItem"),
        index(IndexNames.LISTS),
        queues(StackFactory::queue, "GetQueueAttributes", "SendMessage"));
  }

  /// The event source mapping receives and deletes with the function's role.
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

  /// Sends messages that were not sent, or that expired while their job waited.
  List<Statement> sweeper() {
    return List.of(
        table("BatchGetItem", "PutItem", "UpdateItem"),
        index(IndexNames.LISTS),
        queues(StackFactory::queue, "GetQueueAttributes", "SendMessage"));
  }

  private Statement table(String... actions) {
    return new Statement(actions("dynamodb:", actions), List.of(table()));
  }

  private Statement index(String... names) {
    return new Statement(
        List.of("dynamodb:Query"),
        Stream.of(names).<ResourceRef>map(name -> new ResourceRef.Index(table(), name)).toList());
  }

  private Statement queues(BiFunction<String, Pipeline, QueueRef> queue, String... actions) {
    return new Statement(
        actions("sqs:", actions),
        pipelines.all().stream()
            .<ResourceRef>map(pipeline -> queue.apply(stack, pipeline))
            .toList());
  }

  private ResourceRef.Table table() {
    return new ResourceRef.Table(stack);
  }

  private static List<String> actions(String service, String... names) {
    return Stream.of(names).map(name -> service + name).toList();
  }
}
