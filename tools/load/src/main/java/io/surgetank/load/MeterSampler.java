package io.surgetank.load;

import io.surgetank.load.measure.Meter;
import io.surgetank.load.measure.OverloadRule;
import io.surgetank.load.measure.ServerBacklog;
import io.surgetank.load.measure.Tick;
import io.surgetank.load.profile.LoadClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Samples the meter periodically in a thread until stopped.
final class MeterSampler {
  private final Meter meter;
  private final LoadClock loadClock;
  private final Supplier<ServerBacklog> backlog;
  private final Consumer<Tick> listener;
  private final long begin;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);

  // Set before the thread starts.
  private Duration interval = Duration.ofMillis(250);
  private Optional<OverloadRule> rule = Optional.empty();

  // Written by the sampling thread; read by others after it has ended.
  private final List<Tick> ticks = new ArrayList<>();

  private volatile boolean stopped;
  private volatile Optional<Overload> overload = Optional.empty();

  /// The first tick in which the server was overloaded.
  ///
  /// @param at since the start of the run
  record Overload(Duration at, Duration lastSustained, String reason) {}

  MeterSampler(
      Meter meter, LoadClock loadClock, Supplier<ServerBacklog> backlog, Consumer<Tick> listener) {
    this.meter = meter;
    this.loadClock = loadClock;
    this.backlog = backlog;
    this.listener = listener;
    this.begin = loadClock.nanoTime();
    this.thread = Thread.ofVirtual().unstarted(this::run);
  }

  MeterSampler start(Duration interval, Optional<OverloadRule> rule) {
    this.interval = interval;
    this.rule = rule;
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (!stopped) {
        // Relative to now, not to the last due time: short catch-up ticks would look like peaks.
        loadClock.until(loadClock.nanoTime() + interval.toNanos());
        tick();
      }
    } catch (InterruptedException interrupted) {
      // stop() takes the last tick.
    } finally {
      ended.countDown();
    }
  }

  private void tick() {
    // First, because an overloaded server may respond slowly; the tick includes that time.
    ServerBacklog current = backlog.get();
    Tick tick = meter.tick(elapsed(), current);
    ticks.add(tick);
    if (overload.isEmpty())
      overload =
          rule.flatMap(it -> it.overloadReason(tick))
              .map(reason ->
                  new Overload(tick.endsAt(), tick.endsAt().minus(tick.length()), reason));
    listener.accept(tick);
  }

  Duration elapsed() {
    return Duration.ofNanos(loadClock.nanoTime() - begin);
  }

  Optional<Overload> overload() {
    return overload;
  }

  List<Tick> ticks() {
    return List.copyOf(ticks);
  }

  /// Stops, and takes a last, shorter tick.
  void stop() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    ended.await();
    tick();
  }
}
