package io.surgetank.deploy.infra;

import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.QueueRef;
import io.surgetank.deploy.stack.ResourceRef;
import io.surgetank.deploy.stack.SqsQueue;

/// References that are read from the names and ARNs of a deployed stack.
///
/// @param stack the name of the stack
public record DeployedNames(String stack) {
  private static final String DEAD_LETTERS = "-dlq";

  /// From a name, an ARN, or an ARN with an alias.
  public FunctionRef function(String text) {
    String name = text.replaceFirst("^.*:function:", "").replaceFirst(":.*$", "");
    return new FunctionRef(stack, withoutStack(name));
  }

  /// From a name or an ARN.
  public QueueRef queue(String text) {
    String name = withoutStack(text.substring(text.lastIndexOf(':') + 1));
    boolean isFifo = name.endsWith(SqsQueue.Kind.FIFO.suffix());
    String plain =
        isFifo ? name.substring(0, name.length() - SqsQueue.Kind.FIFO.suffix().length()) : name;
    var kind = isFifo ? SqsQueue.Kind.FIFO_BY_GROUP : SqsQueue.Kind.STANDARD;
    return plain.endsWith(DEAD_LETTERS)
        ? new QueueRef(
            stack,
            plain.substring(0, plain.length() - DEAD_LETTERS.length()),
            QueueRef.Role.DEAD_LETTERS,
            kind)
        : new QueueRef(stack, plain, QueueRef.Role.JOBS, kind);
  }

  /// From the ARN of a queue, of the table or of an index.
  public ResourceRef resource(String arn) {
    String path = arn.split(":", 6)[5];
    var table = new ResourceRef.Table(stack);
    if (path.equals(table.path())) return table;
    String indexes = table.path() + "/index/";
    return path.startsWith(indexes)
        ? new ResourceRef.Index(table, path.substring(indexes.length()))
        : queue(arn);
  }

  private String withoutStack(String name) {
    if (!name.startsWith(stack + "-"))
      throw new IllegalArgumentException(name + " is not a name in the stack " + stack);
    return name.substring(stack.length() + 1);
  }
}
