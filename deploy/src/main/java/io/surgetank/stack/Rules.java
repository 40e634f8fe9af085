package io.surgetank.stack;

import io.surgetank.pipeline.Calls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What of a stack AWS would refuse, or would lose messages by; whoever made the stack.
public final class Rules {
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);
  private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);
  private static final int LARGEST_POLICY = 10_240;

  private final Stack stack;
  private final List<Fault> faults = new ArrayList<>();

  private Rules(Stack stack) {
    this.stack = stack;
  }

  public static List<Fault> faults(Stack stack) {
    var rules = new Rules(stack);
    stack.functions().forEach(rules::check);
    stack.queues().forEach(rules::check);
    stack.mappings().forEach(rules::check);
    rules.checkNames();
    rules.checkRoutes();
    return List.copyOf(rules.faults);
  }

  private void check(Function function) {
    String where = "function " + function.name();
    if (isOutside(function.timeout(), Duration.ofSeconds(1), Sizes.LONGEST_FUNCTION))
      fault(where, "timeout " + seconds(function.timeout()), Rule.FUNCTION_TIMEOUT);
    if (function.memory() < 128 || function.memory() > 10_240)
      fault(where, function.memory() + " MB", Rule.FUNCTION_MEMORY);
    if (function.name().length() > 64) fault(where, "too long a name", Rule.FUNCTION_NAME);
    int policy = function.policyCharacters();
    if (policy > LARGEST_POLICY) fault(where, "a policy of " + policy, Rule.POLICY_SIZE);
    int calls =
        stack.mappings().stream()
            .filter(mapping -> mapping.function().equals(function.name()))
            .mapToInt(mapping -> mapping.maximumConcurrency().orElse(0))
            .sum();
    if (calls > function.reserved().orElse(Integer.MAX_VALUE))
      fault(
          where,
          "%d calls of its mappings over %d reserved"
              .formatted(calls, function.reserved().orElseThrow()),
          Rule.RESERVED);
  }

  private void check(Queue queue) {
    String where = "queue " + queue.name();
    if (isOutside(queue.retention(), Duration.ofMinutes(1), Sizes.DEAD_RETENTION))
      fault(where, "kept for " + seconds(queue.retention()), Rule.RETENTION);
    if (queue.maximumBytes() < 1024 || queue.maximumBytes() > 1_048_576)
      fault(where, queue.maximumBytes() + " bytes", Rule.MESSAGE_SIZE);
    queue.redrive().ifPresent(redrive -> check(queue, redrive));
  }

  private void check(Queue queue, Queue.Redrive redrive) {
    String where = "queue " + queue.name();
    if (redrive.maxReceiveCount() < 5 || redrive.maxReceiveCount() > 1_000)
      fault(where, redrive.maxReceiveCount() + " receives", Rule.RECEIVES);
    var dead = stack.queue(redrive.deadLetterQueue());
    if (dead.isEmpty() || dead.get().kind().isFifo() != queue.kind().isFifo())
      fault(where, redrive.deadLetterQueue() + " is none", Rule.DEAD_KIND);
    // On its way to a FIFO queue a message's age begins anew.
    else if (!queue.kind().isFifo() && dead.get().retention().compareTo(queue.retention()) <= 0)
      fault(where, "kept as long as its dead letters", Rule.DEAD_RETENTION);
  }

  private void check(Mapping mapping) {
    String where = "mapping " + mapping.queue();
    mapping
        .maximumConcurrency()
        .ifPresent(calls -> {
          if (calls < Calls.LEAST || calls > Calls.MOST)
            fault(where, calls + " calls at once", Rule.MAPPING_CONCURRENCY);
        });
    if (mapping.batch() < 1
        || mapping.batch() > 10_000
        || (mapping.batch() > Calls.LARGEST_BATCH
            && mapping.window().compareTo(Duration.ofSeconds(1)) < 0))
      fault(
          where,
          "batch %d, window %s".formatted(mapping.batch(), seconds(mapping.window())),
          Rule.MAPPING_BATCH);
    if (isOutside(mapping.window(), Duration.ZERO, LONGEST_WINDOW))
      fault(where, "window " + seconds(mapping.window()), Rule.MAPPING_WINDOW);
    stack.queue(mapping.queue()).ifPresent(queue -> check(mapping, queue));
  }

  private void check(Mapping mapping, Queue queue) {
    String where = "mapping " + mapping.queue();
    if (queue.kind().isFifo()
        && (mapping.window().isPositive() || mapping.batch() > Calls.LARGEST_BATCH))
      fault(
          where,
          "batch %d, window %s on a FIFO queue"
              .formatted(mapping.batch(), seconds(mapping.window())),
          Rule.FIFO_BATCH);
    Duration least =
        stack
            .function(mapping.function())
            .map(function -> function.timeout().multipliedBy(Sizes.VISIBILITIES))
            .orElse(Duration.ZERO)
            .plus(mapping.window());
    if (isOutside(queue.visibility(), least, LONGEST_VISIBILITY))
      fault(
          where,
          "hidden for %s, needs %s".formatted(seconds(queue.visibility()), seconds(least)),
          Rule.VISIBILITY);
  }

  private void checkNames() {
    var seen = new HashSet<String>();
    for (Queue queue : stack.queues()) {
      String where = "queue " + queue.name();
      if (!seen.add(queue.name()) || queue.name().length() > 80)
        fault(where, "not a name for it", Rule.QUEUE_NAME);
      if (queue.name().endsWith(Queue.Kind.FIFO.suffix()) != queue.kind().isFifo())
        fault(where, "not a name for its kind", Rule.FIFO_NAME);
    }
  }

  private void checkRoutes() {
    var routes = stack.api().routes();
    if (routes.size() > 300) fault("api", routes.size() + " routes", Rule.GATEWAY_ROUTES);
    for (Function function : stack.functions())
      if (routes.stream().anyMatch(route -> route.function().equals(function.name()))
          && function.timeout().compareTo(Duration.ofSeconds(30)) > 0)
        fault(
            "function " + function.name(),
            "timeout " + seconds(function.timeout()),
            Rule.GATEWAY_TIMEOUT);
  }

  private void fault(String where, String what, Rule rule) {
    faults.add(new Fault(where, what, rule));
  }

  private static boolean isOutside(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0;
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }
}
