package io.surgetank.deploy.stack;

import io.surgetank.core.pipeline.LambdaConcurrency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Checks a stack against limits of AWS and against settings that would lose messages.
public final class StackValidator {
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);
  private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);
  private static final int LARGEST_POLICY = 10_240;

  private final Stack stack;
  private final List<StackError> faults = new ArrayList<>();

  private StackValidator(Stack stack) {
    this.stack = stack;
  }

  public static List<StackError> faults(Stack stack) {
    var stackValidator = new StackValidator(stack);
    stack.functions().forEach(stackValidator::check);
    stack.queues().forEach(stackValidator::check);
    stack.mappings().forEach(stackValidator::check);
    stackValidator.checkNames();
    stackValidator.checkRoutes();
    return List.copyOf(stackValidator.faults);
  }

  private void check(LambdaFunction lambdaFunction) {
    String where = "function " + lambdaFunction.name();
    if (isOutside(lambdaFunction.timeout(), Duration.ofSeconds(1), DerivedValues.LONGEST_FUNCTION))
      fault(where, "timeout " + seconds(lambdaFunction.timeout()), AwsLimit.FUNCTION_TIMEOUT);
    if (lambdaFunction.memory() < 128 || lambdaFunction.memory() > 10_240)
      fault(where, lambdaFunction.memory() + " MB", AwsLimit.FUNCTION_MEMORY);
    if (lambdaFunction.name().length() > 64)
      fault(where, "too long a name", AwsLimit.FUNCTION_NAME);
    int policy = lambdaFunction.policyCharacters(stack.place());
    if (policy > LARGEST_POLICY) fault(where, "a policy of " + policy, AwsLimit.POLICY_SIZE);
    int calls =
        stack.mappings().stream()
            .filter(sqsTrigger -> sqsTrigger.function().equals(lambdaFunction.ref()))
            .mapToInt(sqsTrigger -> sqsTrigger.maximumConcurrency().orElse(0))
            .sum();
    if (calls > lambdaFunction.reserved().orElse(Integer.MAX_VALUE))
      fault(
          where,
          "%d calls of its mappings over %d reserved"
              .formatted(calls, lambdaFunction.reserved().orElseThrow()),
          AwsLimit.RESERVED);
  }

  private void check(SqsQueue sqsQueue) {
    String where = "queue " + sqsQueue.name();
    if (isOutside(sqsQueue.retention(), Duration.ofMinutes(1), DerivedValues.DEAD_RETENTION))
      fault(where, "kept for " + seconds(sqsQueue.retention()), AwsLimit.RETENTION);
    if (sqsQueue.maximumBytes() < 1024 || sqsQueue.maximumBytes() > 1_048_576)
      fault(where, sqsQueue.maximumBytes() + " bytes", AwsLimit.MESSAGE_SIZE);
    sqsQueue.redrive().ifPresent(redrive -> check(sqsQueue, redrive));
  }

  private void check(SqsQueue sqsQueue, SqsQueue.Redrive redrive) {
    String where = "queue " + sqsQueue.name();
    if (redrive.maxReceiveCount() < 5 || redrive.maxReceiveCount() > 1_000)
      fault(where, redrive.maxReceiveCount() + " receives", AwsLimit.RECEIVES);
    var dead = stack.queue(redrive.deadLetterQueue());
    if (dead.isEmpty() || dead.get().kind().isFifo() != sqsQueue.kind().isFifo())
      fault(where, redrive.deadLetterQueue().name() + " is none", AwsLimit.DEAD_KIND);
    // On its way to a FIFO queue a message's age begins anew.
    else if (!sqsQueue.kind().isFifo()
        && dead.get().retention().compareTo(sqsQueue.retention()) <= 0)
      fault(where, "kept as long as its dead letters", AwsLimit.DEAD_RETENTION);
  }

  private void check(SqsTrigger sqsTrigger) {
    String where = "mapping " + sqsTrigger.queue().name();
    sqsTrigger
        .maximumConcurrency()
        .ifPresent(calls -> {
          if (calls < LambdaConcurrency.LEAST || calls > LambdaConcurrency.MOST)
            fault(where, calls + " calls at once", AwsLimit.MAPPING_CONCURRENCY);
        });
    if (sqsTrigger.batch() < 1
        || sqsTrigger.batch() > 10_000
        || (sqsTrigger.batch() > LambdaConcurrency.LARGEST_BATCH
            && sqsTrigger.window().compareTo(Duration.ofSeconds(1)) < 0))
      fault(
          where,
          "batch %d, window %s".formatted(sqsTrigger.batch(), seconds(sqsTrigger.window())),
          AwsLimit.MAPPING_BATCH);
    if (isOutside(sqsTrigger.window(), Duration.ZERO, LONGEST_WINDOW))
      fault(where, "window " + seconds(sqsTrigger.window()), AwsLimit.MAPPING_WINDOW);
    stack.queue(sqsTrigger.queue()).ifPresent(sqsQueue -> check(sqsTrigger, sqsQueue));
  }

  private void check(SqsTrigger sqsTrigger, SqsQueue sqsQueue) {
    String where = "mapping " + sqsTrigger.queue().name();
    if (sqsQueue.kind().isFifo()
        && (sqsTrigger.window().isPositive()
            || sqsTrigger.batch() > LambdaConcurrency.LARGEST_BATCH))
      fault(
          where,
          "batch %d, window %s on a FIFO queue"
              .formatted(sqsTrigger.batch(), seconds(sqsTrigger.window())),
          AwsLimit.FIFO_BATCH);
    Duration least =
        stack
            .function(sqsTrigger.function())
            .map(
                lambdaFunction -> lambdaFunction.timeout().multipliedBy(DerivedValues.VISIBILITIES))
            .orElse(Duration.ZERO)
            .plus(sqsTrigger.window());
    if (isOutside(sqsQueue.visibility(), least, LONGEST_VISIBILITY))
      fault(
          where,
          "hidden for %s, needs %s".formatted(seconds(sqsQueue.visibility()), seconds(least)),
          AwsLimit.VISIBILITY);
  }

  private void checkNames() {
    var seen = new HashSet<String>();
    for (SqsQueue sqsQueue : stack.queues()) {
      String where = "queue " + sqsQueue.name();
      if (!seen.add(sqsQueue.name()) || sqsQueue.name().length() > 80)
        fault(where, "not a name for it", AwsLimit.QUEUE_NAME);
    }
  }

  private void checkRoutes() {
    var routes = stack.api().routes();
    if (routes.size() > 300) fault("api", routes.size() + " routes", AwsLimit.GATEWAY_ROUTES);
    for (LambdaFunction lambdaFunction : stack.functions())
      if (routes.stream().anyMatch(route -> route.function().equals(lambdaFunction.ref()))
          && lambdaFunction.timeout().compareTo(Duration.ofSeconds(30)) > 0)
        fault(
            "function " + lambdaFunction.name(),
            "timeout " + seconds(lambdaFunction.timeout()),
            AwsLimit.GATEWAY_TIMEOUT);
  }

  private void fault(String where, String what, AwsLimit awsLimit) {
    faults.add(new StackError(where, what, awsLimit));
  }

  private static boolean isOutside(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0;
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }
}
