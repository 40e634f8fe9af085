package io.surgetank.cli.wiring;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.PipelineName;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Passes every event on and remembers what the store said it had found when it was opened.
public final class RecoveryReport implements Consumer<Event> {
  private final Consumer<Event> next;
  private final AtomicReference<Event.Opened> opened =
      new AtomicReference<>(new Event.Opened(0, 0));

  public RecoveryReport(Consumer<Event> next) {
    this.next = next;
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.Opened found) opened.set(found);
    next.accept(event);
  }

  /// What was found, for a person. `unserved` are the jobs of pipelines that are no longer
  /// described.
  public String sentence(Map<PipelineName, Long> unserved) {
    Event.Opened found = opened.get();
    String text =
        switch (Long.signum(found.waiting())) {
          case 0 -> unserved.isEmpty() ? "Nothing waits." : "";
          default -> jobs(found.waiting()) + " from before.";
        };
    if (found.abandoned() > 0)
      text += " " + found.abandoned() + " of the attempts had been cut off; that is recorded.";
    if (!unserved.isEmpty())
      text +=
          " The configuration no longer names these pipelines, so their jobs are not worked: "
              + named(unserved)
              + ". See `surgetank jobs ls --pipeline NAME`, `surgetank jobs cancel --pipeline NAME`.";
    return text.strip();
  }

  private static String jobs(long count) {
    return count == 1 ? "1 job waits" : count + " jobs wait";
  }

  private static String named(Map<PipelineName, Long> unserved) {
    return unserved.entrySet().stream()
        .map(pipeline -> pipeline.getKey() + " (" + jobs(pipeline.getValue()) + ")")
        .collect(Collectors.joining(", "));
  }
}
