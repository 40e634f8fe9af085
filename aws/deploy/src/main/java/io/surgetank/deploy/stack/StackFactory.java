package io.surgetank.deploy.stack;

import io.surgetank.core.pipeline.LambdaConcurrency;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Pipelines as a stack of AWS. Values that must agree are computed here and nowhere else.
public final class StackFactory {
  /// One sweep a minute: what a receiver did not send is older than that.
  static final Duration SWEEP = Duration.ofMinutes(1);

  private StackFactory() {}

  /// The stack, or everything that AWS would refuse of it.
  public static StackResult of(Pipelines pipelines, StackSettings settings) {
    var stack = stack(pipelines, settings);
    var faults = new LinkedHashSet<StackError>();
    faults.addAll(ConfigurationLimits.faults(pipelines, settings));
    faults.addAll(StackValidator.faults(stack));
    return faults.isEmpty()
        ? new StackResult.Ready(stack)
        : new StackResult.Refused(List.copyOf(faults));
  }

  /// The queue of a pipeline: where the functions look for it.
  public static String queue(String name, Pipeline pipeline) {
    return name + "-" + pipeline.name() + kind(pipeline).suffix();
  }

  /// Where SQS puts what it gave up on.
  static String deadLetters(String name, Pipeline pipeline) {
    return name + "-" + pipeline.name() + StackNames.DEAD + kind(pipeline).suffix();
  }

  private static SqsQueue.Kind kind(Pipeline pipeline) {
    return switch (pipeline.work().ordering()) {
      case Ordering.None() -> SqsQueue.Kind.STANDARD;
      case Ordering.ByMember(_) -> SqsQueue.Kind.FIFO_BY_GROUP;
    };
  }

  private static Stack stack(Pipelines pipelines, StackSettings settings) {
    String name = settings.name();
    var lambdaFunctions = new LambdaFunctions(pipelines, settings);
    return new Stack(
        name,
        settings.place().region(),
        lambdaFunctions.all(),
        queues(pipelines, name),
        mappings(pipelines, name),
        table(name),
        new HttpApi(
            name,
            ApiRoutes.routes(pipelines, name + LambdaFunctions.RECEIVER),
            settings.throttle()),
        List.of(
            new Schedule(name + LambdaFunctions.SWEEPER, SWEEP, name + LambdaFunctions.SWEEPER)));
  }

  private static List<SqsQueue> queues(Pipelines pipelines, String name) {
    var queues = new ArrayList<SqsQueue>();
    Duration visibility = DerivedValues.visibility(pipelines);
    for (Pipeline pipeline : pipelines.all()) {
      String dead = deadLetters(name, pipeline);
      queues.add(
          new SqsQueue(
              queue(name, pipeline),
              kind(pipeline),
              visibility,
              DerivedValues.retention(pipeline, visibility),
              DerivedValues.MESSAGE_BYTES,
              Optional.of(new SqsQueue.Redrive(dead, DerivedValues.receives(pipeline)))));
      queues.add(
          new SqsQueue(
              dead,
              kind(pipeline),
              DerivedValues.DEAD_LETTER_TIMEOUT.multipliedBy(DerivedValues.VISIBILITIES),
              DerivedValues.DEAD_RETENTION,
              DerivedValues.MESSAGE_BYTES,
              Optional.empty()));
    }
    return queues;
  }

  private static List<SqsTrigger> mappings(Pipelines pipelines, String name) {
    var mappings = new ArrayList<SqsTrigger>();
    for (Pipeline pipeline : pipelines.all()) {
      LambdaConcurrency lambdaConcurrency = LambdaConcurrency.of(pipeline.work());
      mappings.add(
          new SqsTrigger(
              queue(name, pipeline),
              name + LambdaFunctions.WORKER,
              lambdaConcurrency.batch(),
              Duration.ZERO,
              OptionalInt.of(lambdaConcurrency.atOnce()),
              SqsTrigger.Reply.BATCH_ITEM_FAILURES));
      mappings.add(
          new SqsTrigger(
              deadLetters(name, pipeline),
              name + LambdaFunctions.DEAD_LETTER,
              DerivedValues.DEAD_BATCH,
              Duration.ZERO,
              OptionalInt.of(LambdaConcurrency.LEAST),
              SqsTrigger.Reply.BATCH_ITEM_FAILURES));
    }
    return mappings;
  }

  /// As the functions expect it (docs/aws/backend.md).
  private static DynamoTable table(String name) {
    return new DynamoTable(
        name,
        text("pk"),
        List.of(
            new DynamoTable.Index(StackNames.LINES, text("line"), Optional.of(text("place"))),
            new DynamoTable.Index(
                StackNames.OUTBOX,
                text("outbox"),
                Optional.of(new DynamoTable.Attribute("outboxAt", "N")))),
        "expiresAt");
  }

  private static DynamoTable.Attribute text(String name) {
    return new DynamoTable.Attribute(name, "S");
  }
}
