package io.surgetank.local.mapping;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.SqsTrigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What one mapping goes by. Terms that Lambda's API would refuse do not exist.
public record MappingConfig(
    SqsTrigger sqsTrigger,
    SqsQueue sqsQueue,
    MappingLimits mappingLimits,
    Assumptions assumptions) {
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);

  public MappingConfig {
    List<String> faults = faults(sqsTrigger, sqsQueue);
    if (!faults.isEmpty()) throw new IllegalArgumentException(String.join("; ", faults));
  }

  /// With the usual limits and assumptions, checked against the function too.
  public static MappingConfig of(
      SqsTrigger sqsTrigger, SqsQueue sqsQueue, LambdaFunction lambdaFunction) {
    if (lambdaFunction.timeout().compareTo(sqsQueue.visibility()) > 0)
      throw new IllegalArgumentException(
          "the visibility of %s (%d s) is less than the timeout of %s (%d s)"
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

  /// The most calls at once that this mapping ever makes.
  int cap() {
    return Math.min(
        mappingLimits.ceiling(), sqsTrigger.maximumConcurrency().orElse(mappingLimits.ceiling()));
  }

  private static List<String> faults(SqsTrigger sqsTrigger, SqsQueue sqsQueue) {
    var faults = new ArrayList<String>();
    boolean fifo = sqsQueue.kind().isFifo();
    if (!sqsTrigger.queue().equals(sqsQueue.name()))
      faults.add("the mapping polls " + sqsTrigger.queue() + ", not " + sqsQueue.name());
    int largest = fifo ? 10 : 10_000;
    if (sqsTrigger.batch() < 1 || sqsTrigger.batch() > largest)
      faults.add("batch is 1 to " + largest + ", not " + sqsTrigger.batch());
    if (sqsTrigger.window().isNegative() || sqsTrigger.window().compareTo(LONGEST_WINDOW) > 0)
      faults.add("window is 0 to 300 s");
    if (fifo && !sqsTrigger.window().isZero()) faults.add("a FIFO queue's batches have no window");
    if (!fifo && sqsTrigger.batch() > 10 && sqsTrigger.window().toSeconds() < 1)
      faults.add("a batch over 10 needs a window of a second or more");
    int maximum = sqsTrigger.maximumConcurrency().orElse(2);
    if (maximum < 2 || maximum > 1_000) faults.add("maximum concurrency is 2 to 1000");
    return faults;
  }
}
