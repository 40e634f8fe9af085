package io.surgetank.stack;

import io.surgetank.pipeline.Calls;
import io.surgetank.pipeline.Ordering;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Pipelines as a stack of AWS. Values that must agree are computed here and nowhere else.
public final class Stacks {
  /// One sweep a minute: what a receiver did not send is older than that.
  static final Duration SWEEP = Duration.ofMinutes(1);

  private Stacks() {}

  /// The stack, or everything that AWS would refuse of it.
  public static Plan of(Pipelines pipelines, StackSettings settings) {
    var stack = stack(pipelines, settings);
    var faults = new LinkedHashSet<Fault>();
    faults.addAll(Fitting.faults(pipelines, settings));
    faults.addAll(Rules.faults(stack));
    return faults.isEmpty() ? new Plan.Ready(stack) : new Plan.Refused(List.copyOf(faults));
  }

  /// The queue of a pipeline: where the functions look for it.
  public static String queue(String name, Pipeline pipeline) {
    return name + "-" + pipeline.name() + kind(pipeline).suffix();
  }

  /// Where SQS puts what it gave up on.
  static String deadLetters(String name, Pipeline pipeline) {
    return name + "-" + pipeline.name() + Names.DEAD + kind(pipeline).suffix();
  }

  private static Queue.Kind kind(Pipeline pipeline) {
    return switch (pipeline.work().ordering()) {
      case Ordering.None() -> Queue.Kind.STANDARD;
      case Ordering.ByMember(_) -> Queue.Kind.FIFO_BY_GROUP;
    };
  }

  private static Stack stack(Pipelines pipelines, StackSettings settings) {
    String name = settings.name();
    var functions = new Functions(pipelines, settings);
    return new Stack(
        name,
        settings.place().region(),
        functions.all(),
        queues(pipelines, name),
        mappings(pipelines, name),
        table(name),
        new HttpApi(name, Paths.routes(pipelines, name + Functions.RECEIVER), settings.throttle()),
        List.of(new Schedule(name + Functions.SWEEPER, SWEEP, name + Functions.SWEEPER)));
  }

  private static List<Queue> queues(Pipelines pipelines, String name) {
    var queues = new ArrayList<Queue>();
    Duration visibility = Sizes.visibility(pipelines);
    for (Pipeline pipeline : pipelines.all()) {
      String dead = deadLetters(name, pipeline);
      queues.add(
          new Queue(
              queue(name, pipeline),
              kind(pipeline),
              visibility,
              Sizes.retention(pipeline, visibility),
              Sizes.MESSAGE_BYTES,
              Optional.of(new Queue.Redrive(dead, Sizes.receives(pipeline)))));
      queues.add(
          new Queue(
              dead,
              kind(pipeline),
              Sizes.DEAD_LETTER_TIMEOUT.multipliedBy(Sizes.VISIBILITIES),
              Sizes.DEAD_RETENTION,
              Sizes.MESSAGE_BYTES,
              Optional.empty()));
    }
    return queues;
  }

  private static List<Mapping> mappings(Pipelines pipelines, String name) {
    var mappings = new ArrayList<Mapping>();
    for (Pipeline pipeline : pipelines.all()) {
      Calls calls = Calls.of(pipeline.work());
      mappings.add(
          new Mapping(
              queue(name, pipeline),
              name + Functions.WORKER,
              calls.batch(),
              Duration.ZERO,
              OptionalInt.of(calls.atOnce()),
              Mapping.Reply.BATCH_ITEM_FAILURES));
      mappings.add(
          new Mapping(
              deadLetters(name, pipeline),
              name + Functions.DEAD_LETTER,
              Sizes.DEAD_BATCH,
              Duration.ZERO,
              OptionalInt.of(Calls.LEAST),
              Mapping.Reply.BATCH_ITEM_FAILURES));
    }
    return mappings;
  }

  /// As the functions expect it (docs/aws-adapters.md).
  private static Table table(String name) {
    return new Table(
        name,
        text("pk"),
        List.of(
            new Table.Index(Names.LINES, text("line"), Optional.of(text("place"))),
            new Table.Index(
                Names.OUTBOX, text("outbox"), Optional.of(new Table.Attribute("outboxAt", "N")))),
        "expiresAt");
  }

  private static Table.Attribute text(String name) {
    return new Table.Attribute(name, "S");
  }
}
