package io.surgetank.load;

import io.surgetank.load.measure.BreakRule;
import io.surgetank.load.measure.Meter;
import io.surgetank.load.measure.ServerBacklog;
import io.surgetank.load.measure.Tick;
import io.surgetank.load.shape.LoadClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Takes a tick of the meter again and again, in a thread of its own, until it is stopped.
final class MeterSampler {
  private final Meter meter;
  private final LoadClock loadClock;
  private final Supplier<ServerBacklog> backlog;
  private final Consumer<Tick> told;
  private final long begin;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);

  // Set before the thread starts.
  private Duration every = Duration.ofMillis(250);
  private Optional<BreakRule> rule = Optional.empty();

  // Written by the clock's thread, and read by others once it has ended.
  private final List<Tick> ticks = new ArrayList<>();

  private volatile boolean over;
  private volatile Optional<Break> broken = Optional.empty();

  /// The first tick in which the server was broken.
  ///
  /// @param at since the run's beginning; the tick before was still good
  record Break(Duration at, Duration lastGood, String why) {}

  MeterSampler(
      Meter meter, LoadClock loadClock, Supplier<ServerBacklog> backlog, Consumer<Tick> told) {
    this.meter = meter;
    this.loadClock = loadClock;
    this.backlog = backlog;
    this.told = told;
    this.begin = loadClock.nanoTime();
    this.thread = Thread.ofVirtual().unstarted(this::run);
  }

  MeterSampler start(Duration length, Optional<BreakRule> ends) {
    every = length;
    rule = ends;
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (!over) {
        // From now and not from the last one's due time: short ticks that catch up look like peaks.
        loadClock.until(loadClock.nanoTime() + every.toNanos());
        tick();
      }
    } catch (InterruptedException stopped) {
      // The last tick is taken by who stops it.
    } finally {
      ended.countDown();
    }
  }

  private void tick() {
    // Asked first: while an overloaded server takes its time to say, the tick goes on.
    ServerBacklog said = backlog.get();
    Tick tick = meter.tick(elapsed(), said);
    ticks.add(tick);
    if (broken.isEmpty())
      broken =
          rule.flatMap(it -> it.brokenBy(tick))
              .map(why -> new Break(tick.endsAt(), tick.endsAt().minus(tick.length()), why));
    told.accept(tick);
  }

  Duration elapsed() {
    return Duration.ofNanos(loadClock.nanoTime() - begin);
  }

  Optional<Break> broken() {
    return broken;
  }

  List<Tick> ticks() {
    return List.copyOf(ticks);
  }

  /// Takes the last tick, which is shorter.
  void stop() throws InterruptedException {
    over = true;
    thread.interrupt();
    ended.await();
    tick();
  }
}
