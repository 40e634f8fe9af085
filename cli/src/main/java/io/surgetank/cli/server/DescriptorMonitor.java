package io.surgetank.cli.server;

import io.surgetank.cli.log.AsyncLogWriter;
import io.surgetank.core.ledger.Ledger;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reports when the file descriptors of this process are nearly used up: without one, neither
/// connections nor files can be opened.
public final class DescriptorMonitor {
  private static final double DEGRADED_SHARE = 0.9;

  /// Less than the other, so that a varying number is not reported again and again.
  private static final double RESTORED_SHARE = 0.8;

  private final Supplier<Optional<DescriptorUsage>> source;
  private final Consumer<String> onDegraded;
  private final Runnable onRestored;
  private volatile Optional<DescriptorUsage> usage = Optional.empty();
  private volatile Optional<String> condition = Optional.empty();

  /// @param onDegraded called with a message for operators
  public DescriptorMonitor(
      Supplier<Optional<DescriptorUsage>> source,
      Consumer<String> onDegraded,
      Runnable onRestored) {
    this.source = source;
    this.onDegraded = onDegraded;
    this.onRestored = onRestored;
  }

  /// Of this process; reports to the log.
  public static DescriptorMonitor ofThisProcess(AsyncLogWriter log) {
    String name = "file_descriptors";
    return new DescriptorMonitor(
        DescriptorUsage::ofThisProcess,
        detail -> log.serverDegraded(name, detail),
        () -> log.serverRestored(name));
  }

  /// Called periodically, by one thread.
  public void check() {
    usage = source.get();
    usage.ifPresent(this::update);
  }

  private void update(DescriptorUsage now) {
    boolean degraded = condition.isPresent();
    if (now.share() > DEGRADED_SHARE) {
      String detail = detail(now);
      condition = Optional.of(detail);
      if (!degraded) onDegraded.accept(detail);
    } else if (now.share() < RESTORED_SHARE && degraded) {
      condition = Optional.empty();
      onRestored.run();
    }
  }

  private static String detail(DescriptorUsage now) {
    return "%d of %d file descriptors are open; find what opens them (ls -l /proc/PID/fd), such as a handler that does not close files or connections, or raise the limit (ulimit -n)"
        .formatted(now.open(), now.max());
  }

  /// A message for operators while they are nearly used up.
  public Optional<String> condition() {
    return condition;
  }

  /// For `/metrics`, as of the last check.
  public List<Ledger.Gauge> gauges() {
    if (usage.isEmpty()) usage = source.get();
    return usage
        .map(now ->
            List.of(
                new Ledger.Gauge(
                    "open_file_descriptors", "Open file descriptors of the process.", now.open()),
                new Ledger.Gauge(
                    "max_file_descriptors",
                    "The limit of open file descriptors of the process.",
                    now.max())))
        .orElse(List.of());
  }
}
