package io.surgetank.deploy.stack;

/// A reference to one of the two queues of a pipeline.
///
/// @param stack the name of the stack: `orders-prod`
public record QueueRef(String stack, String pipeline, Role role, SqsQueue.Kind kind)
    implements ResourceRef {
  public enum Role {
    /// The messages of the pipeline's jobs.
    JOBS(""),

    /// Messages that were received too often.
    DEAD_LETTERS("-dlq");

    private final String suffix;

    Role(String suffix) {
      this.suffix = suffix;
    }
  }

  /// The queue's name in the account.
  public String name() {
    return stack + "-" + pipeline + role.suffix + kind.suffix();
  }

  /// The same pipeline's dead-letter queue.
  public QueueRef deadLetters() {
    return new QueueRef(stack, pipeline, Role.DEAD_LETTERS, kind);
  }

  @Override
  public String service() {
    return "sqs";
  }

  @Override
  public String path() {
    return name();
  }
}
