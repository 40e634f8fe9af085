package io.surgetank.local.eventsource;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.SqsTrigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The configuration of a mapping. Its constructor refuses what Lambda's API would refuse.
public record MappingConfig(
    SqsTrigger sqsTrigger,
    SqsQueue sqsQueue,
    MappingLimits mappingLimits,
    Assumptions assumptions) {
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);

  public MappingConfig {
    List<String> violations = violations(sqsTrigger, sqsQueue);
    if (!violations.isEmpty()) throw new IllegalArgumentException(String.join("; ", violations));
  }

  /// With the default limits and assumptions; also checks the function's timeout.
  public static MappingConfig of(
      SqsTrigger sqsTrigger, SqsQueue sqsQueue, LambdaFunction lambdaFunction) {
    if (lambdaFunction.timeout().compareTo(sqsQueue.visibility()) > 0)
      throw new IllegalArgumentException(
          "the visibility timeout of %s (%d s) is less than the timeout of %s (%d s)"
              .formatted(
                  sqsQueue.name(),
                  sqsQueue.visibility().toSeconds(),
                  lambdaFunction.name(),
                  lambdaFunction.timeout().toSeconds()));
    return new MappingConfig(sqsTrigger, sqsQueue, MappingLimits.DEFAULT, Assumptions.DEFAULT);
  }

  public MappingConfig with(Assumptions others) {
    return new MappingConfig(sqsTrigger, sqsQueue, mappingLimits, others);
  }

  /// The maximum number of concurrent invocations.
  int cap() {
    return Math.min(
        mappingLimits.ceiling(), sqsTrigger.maximumConcurrency().orElse(mappingLimits.ceiling()));
  }

  private static List<String> violations(SqsTrigger sqsTrigger, SqsQueue sqsQueue) {
    var violations = new ArrayList<String>();
    boolean fifo = sqsQueue.kind().isFifo();
    if (!sqsTrigger.queue().equals(sqsQueue.ref()))
      violations.add("the mapping polls " + sqsTrigger.queue().name() + ", not " + sqsQueue.name());
    int largest = fifo ? 10 : 10_000;
    if (sqsTrigger.batch() < 1 || sqsTrigger.batch() > largest)
      violations.add("batch must be 1 to " + largest + ", not " + sqsTrigger.batch());
    if (sqsTrigger.window().isNegative() || sqsTrigger.window().compareTo(LONGEST_WINDOW) > 0)
      violations.add("window must be 0 to 300 s");
    if (fifo && !sqsTrigger.window().isZero())
      violations.add("window is not supported for FIFO queues");
    if (!fifo && sqsTrigger.batch() > 10 && sqsTrigger.window().toSeconds() < 1)
      violations.add("a batch over 10 requires a window of at least 1 s");
    int maximum = sqsTrigger.maximumConcurrency().orElse(2);
    if (maximum < 2 || maximum > 1_000) violations.add("maximum concurrency must be 2 to 1000");
    return violations;
  }
}
