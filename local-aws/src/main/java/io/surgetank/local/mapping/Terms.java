package io.surgetank.local.mapping;

import io.surgetank.stack.Function;
import io.surgetank.stack.Mapping;
import io.surgetank.stack.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What one mapping goes by. Terms that Lambda's API would refuse do not exist.
public record Terms(Mapping mapping, Queue queue, Limits limits, Assumptions assumptions) {
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);

  public Terms {
    List<String> faults = faults(mapping, queue);
    if (!faults.isEmpty()) throw new IllegalArgumentException(String.join("; ", faults));
  }

  /// With the usual limits and assumptions, checked against the function too.
  public static Terms of(Mapping mapping, Queue queue, Function function) {
    if (function.timeout().compareTo(queue.visibility()) > 0)
      throw new IllegalArgumentException(
          "the visibility of %s (%d s) is less than the timeout of %s (%d s)"
              .formatted(
                  queue.name(),
                  queue.visibility().toSeconds(),
                  function.name(),
                  function.timeout().toSeconds()));
    return new Terms(mapping, queue, Limits.DEFAULT, Assumptions.DEFAULT);
  }

  public Terms with(Assumptions others) {
    return new Terms(mapping, queue, limits, others);
  }

  /// The most calls at once that this mapping ever makes.
  int cap() {
    return Math.min(limits.ceiling(), mapping.maximumConcurrency().orElse(limits.ceiling()));
  }

  private static List<String> faults(Mapping mapping, Queue queue) {
    var faults = new ArrayList<String>();
    boolean fifo = queue.kind().isFifo();
    if (!mapping.queue().equals(queue.name()))
      faults.add("the mapping polls " + mapping.queue() + ", not " + queue.name());
    int largest = fifo ? 10 : 10_000;
    if (mapping.batch() < 1 || mapping.batch() > largest)
      faults.add("batch is 1 to " + largest + ", not " + mapping.batch());
    if (mapping.window().isNegative() || mapping.window().compareTo(LONGEST_WINDOW) > 0)
      faults.add("window is 0 to 300 s");
    if (fifo && !mapping.window().isZero()) faults.add("a FIFO queue's batches have no window");
    if (!fifo && mapping.batch() > 10 && mapping.window().toSeconds() < 1)
      faults.add("a batch over 10 needs a window of a second or more");
    int maximum = mapping.maximumConcurrency().orElse(2);
    if (maximum < 2 || maximum > 1_000) faults.add("maximum concurrency is 2 to 1000");
    return faults;
  }
}
