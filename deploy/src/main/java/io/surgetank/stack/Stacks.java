package io.surgetank.stack;

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
    return name + "-" + pipeline.name();
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
      String queue = queue(name, pipeline);
      queues.add(
          new Queue(
              queue,
              Queue.Kind.STANDARD,
              visibility,
              Sizes.retention(pipeline, visibility),
              Sizes.MESSAGE_BYTES,
              Optional.of(new Queue.Redrive(queue + Names.DEAD, Sizes.receives(pipeline)))));
      queues.add(
          new Queue(
              queue + Names.DEAD,
              Queue.Kind.STANDARD,
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
      String queue = queue(name, pipeline);
      int batch = Sizes.batch(pipeline.work());
      mappings.add(
          new Mapping(
              queue,
              name + Functions.WORKER,
              batch,
              Sizes.window(batch),
              OptionalInt.of(Sizes.calls(pipeline.work())),
              Mapping.Reply.BATCH_ITEM_FAILURES));
      mappings.add(
          new Mapping(
              queue + Names.DEAD,
              name + Functions.DEAD_LETTER,
              Sizes.DEAD_BATCH,
              Duration.ZERO,
              OptionalInt.of(Sizes.LEAST_CALLS),
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
