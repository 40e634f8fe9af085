package io.surgetank.deploy.stack;

import io.surgetank.core.pipeline.LambdaConcurrency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Checks a stack against limits of AWS and against settings that would lose messages.
public final class StackValidator {
  private static final Duration MAX_WINDOW = Duration.ofMinutes(5);
  private static final Duration MAX_VISIBILITY = Duration.ofHours(12);
  private static final int MAX_POLICY_CHARACTERS = 10_240;

  private final Stack stack;
  private final List<StackError> errors = new ArrayList<>();

  private StackValidator(Stack stack) {
    this.stack = stack;
  }

  public static List<StackError> errors(Stack stack) {
    var stackValidator = new StackValidator(stack);
    stack.functions().forEach(stackValidator::check);
    stack.queues().forEach(stackValidator::check);
    stack.mappings().forEach(stackValidator::check);
    stackValidator.checkNames();
    stackValidator.checkRoutes();
    return List.copyOf(stackValidator.errors);
  }

  private void check(LambdaFunction lambdaFunction) {
    String subject = "function " + lambdaFunction.name();
    if (isOutside(lambdaFunction.timeout(), Duration.ofSeconds(1), DerivedValues.LONGEST_FUNCTION))
      error(subject, "timeout " + seconds(lambdaFunction.timeout()), AwsLimit.FUNCTION_TIMEOUT);
    if (lambdaFunction.memory() < 128 || lambdaFunction.memory() > 10_240)
      error(subject, lambdaFunction.memory() + " MB", AwsLimit.FUNCTION_MEMORY);
    if (lambdaFunction.name().length() > 64)
      error(subject, "the name is too long", AwsLimit.FUNCTION_NAME);
    int policy = lambdaFunction.policyCharacters(stack.place());
    if (policy > MAX_POLICY_CHARACTERS)
      error(subject, "a policy of " + policy + " characters", AwsLimit.POLICY_SIZE);
    int concurrency =
        stack.mappings().stream()
            .filter(sqsTrigger -> sqsTrigger.function().equals(lambdaFunction.ref()))
            .mapToInt(sqsTrigger -> sqsTrigger.maximumConcurrency().orElse(0))
            .sum();
    if (concurrency > lambdaFunction.reserved().orElse(Integer.MAX_VALUE))
      error(
          subject,
          "%d invocations by its event source mappings exceed %d reserved"
              .formatted(concurrency, lambdaFunction.reserved().orElseThrow()),
          AwsLimit.RESERVED);
  }

  private void check(SqsQueue sqsQueue) {
    String subject = "queue " + sqsQueue.name();
    if (isOutside(sqsQueue.retention(), Duration.ofMinutes(1), DerivedValues.DEAD_LETTER_RETENTION))
      error(subject, "retention " + seconds(sqsQueue.retention()), AwsLimit.RETENTION);
    if (sqsQueue.maximumBytes() < 1024 || sqsQueue.maximumBytes() > 1_048_576)
      error(subject, sqsQueue.maximumBytes() + " bytes", AwsLimit.MESSAGE_SIZE);
    sqsQueue.redrive().ifPresent(redrive -> check(sqsQueue, redrive));
  }

  private void check(SqsQueue sqsQueue, SqsQueue.Redrive redrive) {
    String subject = "queue " + sqsQueue.name();
    if (redrive.maxReceiveCount() < 5 || redrive.maxReceiveCount() > 1_000)
      error(subject, redrive.maxReceiveCount() + " receives", AwsLimit.RECEIVES);
    var deadLetters = stack.queue(redrive.deadLetterQueue());
    if (deadLetters.isEmpty() || deadLetters.get().kind().isFifo() != sqsQueue.kind().isFifo())
      error(
          subject,
          redrive.deadLetterQueue().name() + " is missing or of another type",
          AwsLimit.DEAD_KIND);
    // In a FIFO dead-letter queue the age of a message starts from 0.
    else if (!sqsQueue.kind().isFifo()
        && deadLetters.get().retention().compareTo(sqsQueue.retention()) <= 0)
      error(subject, "retention as long as that of the dead-letter queue", AwsLimit.DEAD_RETENTION);
  }

  private void check(SqsTrigger sqsTrigger) {
    String subject = "mapping " + sqsTrigger.queue().name();
    sqsTrigger
        .maximumConcurrency()
        .ifPresent(concurrency -> {
          if (concurrency < LambdaConcurrency.LEAST || concurrency > LambdaConcurrency.MOST)
            error(subject, "maximum concurrency " + concurrency, AwsLimit.MAPPING_CONCURRENCY);
        });
    if (sqsTrigger.batch() < 1
        || sqsTrigger.batch() > 10_000
        || (sqsTrigger.batch() > LambdaConcurrency.LARGEST_BATCH
            && sqsTrigger.window().compareTo(Duration.ofSeconds(1)) < 0))
      error(
          subject,
          "batch %d, window %s".formatted(sqsTrigger.batch(), seconds(sqsTrigger.window())),
          AwsLimit.MAPPING_BATCH);
    if (isOutside(sqsTrigger.window(), Duration.ZERO, MAX_WINDOW))
      error(subject, "window " + seconds(sqsTrigger.window()), AwsLimit.MAPPING_WINDOW);
    stack.queue(sqsTrigger.queue()).ifPresent(sqsQueue -> check(sqsTrigger, sqsQueue));
  }

  private void check(SqsTrigger sqsTrigger, SqsQueue sqsQueue) {
    String subject = "mapping " + sqsTrigger.queue().name();
    if (sqsQueue.kind().isFifo()
        && (sqsTrigger.window().isPositive()
            || sqsTrigger.batch() > LambdaConcurrency.LARGEST_BATCH))
      error(
          subject,
          "batch %d, window %s on a FIFO queue"
              .formatted(sqsTrigger.batch(), seconds(sqsTrigger.window())),
          AwsLimit.FIFO_BATCH);
    Duration least =
        stack
            .function(sqsTrigger.function())
            .map(lambdaFunction ->
                lambdaFunction.timeout().multipliedBy(DerivedValues.TIMEOUTS_PER_VISIBILITY))
            .orElse(Duration.ZERO)
            .plus(sqsTrigger.window());
    if (isOutside(sqsQueue.visibility(), least, MAX_VISIBILITY))
      error(
          subject,
          "visibility timeout %s, requires %s"
              .formatted(seconds(sqsQueue.visibility()), seconds(least)),
          AwsLimit.VISIBILITY);
  }

  private void checkNames() {
    var seen = new HashSet<String>();
    for (SqsQueue sqsQueue : stack.queues()) {
      String subject = "queue " + sqsQueue.name();
      if (!seen.add(sqsQueue.name()) || sqsQueue.name().length() > 80)
        error(subject, "the name is too long or not unique", AwsLimit.QUEUE_NAME);
    }
  }

  private void checkRoutes() {
    var routes = stack.api().routes();
    if (routes.size() > 300) error("api", routes.size() + " routes", AwsLimit.GATEWAY_ROUTES);
    for (LambdaFunction lambdaFunction : stack.functions())
      if (routes.stream().anyMatch(route -> route.function().equals(lambdaFunction.ref()))
          && lambdaFunction.timeout().compareTo(Duration.ofSeconds(30)) > 0)
        error(
            "function " + lambdaFunction.name(),
            "timeout " + seconds(lambdaFunction.timeout()),
            AwsLimit.GATEWAY_TIMEOUT);
  }

  private void error(String subject, String problem, AwsLimit awsLimit) {
    errors.add(new StackError(subject, problem, awsLimit));
  }

  private static boolean isOutside(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0;
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }
}
