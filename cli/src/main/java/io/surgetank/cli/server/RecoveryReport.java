package io.surgetank.cli.server;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.PipelineName;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Forwards every event and keeps the one that reports what the store found when it was opened.
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

  /// The report for the user. `unserved` are the jobs of pipelines that are gone from the
  /// configuration.
  public String sentence(Map<PipelineName, Long> unserved) {
    Event.Opened found = opened.get();
    String text =
        switch (Long.signum(found.unfinished())) {
          case 0 -> unserved.isEmpty() ? "No jobs are waiting." : "";
          default -> jobs(found.unfinished()) + " from the last run.";
        };
    if (found.abandoned() > 0)
      text +=
          " "
              + found.abandoned()
              + " attempts were interrupted by the end of the last run; they are counted.";
    if (!unserved.isEmpty())
      text +=
          " These pipelines are gone from the configuration; their jobs are kept but not processed:"
              + " "
              + named(unserved)
              + ". See `surgetank jobs ls --pipeline NAME`, `surgetank jobs move --pipeline NAME"
              + " --to OTHER`, `surgetank jobs cancel --pipeline NAME`.";
    return text.strip();
  }

  /// The report for the user if there was no store to open.
  public static String created(Path folder) {
    return "Created a new, empty store in " + folder.toAbsolutePath().normalize() + ".";
  }

  private static String jobs(long count) {
    return count == 1 ? "1 job waiting" : count + " jobs waiting";
  }

  private static String named(Map<PipelineName, Long> unserved) {
    return unserved.entrySet().stream()
        .map(pipeline -> pipeline.getKey() + " (" + jobs(pipeline.getValue()) + ")")
        .collect(Collectors.joining(", "));
  }
}
