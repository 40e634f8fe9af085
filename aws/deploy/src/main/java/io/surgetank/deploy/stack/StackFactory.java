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

/// Computes the stack of pipelines. Values that must agree are computed here only.
public final class StackFactory {
  /// Messages that a receiver has not sent are sent by the sweeper.
  static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

  private StackFactory() {}

  /// The stack, or all errors.
  public static StackResult of(Pipelines pipelines, StackSettings settings) {
    var stack = stack(pipelines, settings);
    var errors = new LinkedHashSet<StackError>();
    errors.addAll(ConfigurationLimits.errors(pipelines, settings));
    errors.addAll(StackValidator.errors(stack));
    return errors.isEmpty()
        ? new StackResult.Ready(stack)
        : new StackResult.Refused(List.copyOf(errors));
  }

  /// The same stack with placeholders in its names, which a tool replaces when it deploys. Throws
  /// [IllegalArgumentException] for what [#of] refuses.
  ///
  /// @param placeholders the settings, [named][StackSettings#named] with placeholders
  public static Stack withPlaceholders(
      Pipelines pipelines, StackSettings settings, StackSettings placeholders) {
    return switch (of(pipelines, settings)) {
      case StackResult.Ready(_) -> stack(pipelines, placeholders);
      case StackResult.Refused(var errors) ->
          throw new IllegalArgumentException(errors.getFirst().message());
    };
  }

  /// The queue of a pipeline, with the name that the functions expect.
  static QueueRef queue(String stack, Pipeline pipeline) {
    return new QueueRef(stack, pipeline.name().value(), QueueRef.Role.JOBS, kind(pipeline));
  }

  static QueueRef deadLetters(String stack, Pipeline pipeline) {
    return queue(stack, pipeline).deadLetters();
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
        settings.place(),
        lambdaFunctions.all(),
        queues(pipelines, name),
        mappings(pipelines, name),
        table(name),
        new HttpApi(
            name,
            ApiRoutes.routes(pipelines, new FunctionRef(name, FunctionRef.RECEIVER)),
            settings.throttle()),
        List.of(schedule(new FunctionRef(name, FunctionRef.SWEEPER))));
  }

  private static Schedule schedule(FunctionRef sweeper) {
    return new Schedule(sweeper.name(), SWEEP_INTERVAL, sweeper);
  }

  private static List<SqsQueue> queues(Pipelines pipelines, String name) {
    var queues = new ArrayList<SqsQueue>();
    Duration visibility = DerivedValues.visibility(pipelines);
    for (Pipeline pipeline : pipelines.all()) {
      QueueRef deadLetters = deadLetters(name, pipeline);
      queues.add(
          new SqsQueue(
              queue(name, pipeline),
              visibility,
              DerivedValues.retention(pipeline, visibility),
              DerivedValues.MESSAGE_BYTES,
              Optional.of(
                  new SqsQueue.Redrive(deadLetters, DerivedValues.maxReceiveCount(pipeline)))));
      queues.add(
          new SqsQueue(
              deadLetters,
              DerivedValues.DEAD_LETTER_TIMEOUT.multipliedBy(DerivedValues.TIMEOUTS_PER_VISIBILITY),
              DerivedValues.DEAD_LETTER_RETENTION,
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
              new FunctionRef(name, FunctionRef.WORKER),
              lambdaConcurrency.batch(),
              Duration.ZERO,
              OptionalInt.of(lambdaConcurrency.atOnce()),
              SqsTrigger.Reply.BATCH_ITEM_FAILURES));
      mappings.add(
          new SqsTrigger(
              deadLetters(name, pipeline),
              new FunctionRef(name, FunctionRef.DEAD_LETTER),
              DerivedValues.DEAD_LETTER_BATCH,
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
        List.of(new DynamoTable.Index(IndexNames.LISTS, text("listPk"), text("listSk"))),
        "expiresAt");
  }

  private static DynamoTable.Attribute text(String name) {
    return new DynamoTable.Attribute(name, "S");
  }
}
