package io.surgetank.proof.simulation;

import io.surgetank.testkit.backend.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Runs one step at a time, in an order chosen by a seed, and advances the virtual time to the next
/// timer when nothing else can run. For one thread.
public final class SeededScheduler {
  /// One step in this many takes time.
  private static final int TIMED_STEPS = 4;

  private static final long MAX_STEP_NANOS = Duration.ofNanos(300_000).toNanos();

  /// A step that can run.
  public record ScheduledStep(String name, Runnable action) {}

  /// A step that can run later, unless it is cancelled.
  public static final class Timer {
    private final long at;
    private final long number;
    private final ScheduledStep step;
    private boolean cancelled;

    private Timer(long at, long number, ScheduledStep step) {
      this.at = at;
      this.number = number;
      this.step = step;
    }

    public void cancel() {
      cancelled = true;
    }
  }

  private final SplittableRandom random;
  private final TestClock clock;
  private final SimulationTrace trace;
  private final List<ScheduledStep> ready = new ArrayList<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.<Timer>comparingLong(timer -> timer.at)
              .thenComparingLong(timer -> timer.number));
  private long timersCreated;
  private long steps;
  private Duration stall = Duration.ZERO;

  /// At the time of the clock.
  public SeededScheduler(SplittableRandom random, TestClock clock, SimulationTrace trace) {
    this.random = random;
    this.clock = clock;
    this.trace = trace;
  }

  public TestClock clock() {
    return clock;
  }

  public SplittableRandom random() {
    return random;
  }

  public long steps() {
    return steps;
  }

  void ready(ScheduledStep step) {
    ready.add(step);
  }

  public Timer after(Duration wait, ScheduledStep step) {
    var timer = new Timer(clock.nanoTime() + wait.toNanos(), timersCreated++, step);
    timers.add(timer);
    return timer;
  }

  /// Delays the next step: its thread was not scheduled for this time.
  void stallNext(Duration time) {
    stall = time;
  }

  /// Takes one step. False if there is none and no timer.
  public boolean runOnce() {
    if (ready.isEmpty() && !advance()) return false;
    if (ready.isEmpty()) return true;
    ScheduledStep step = takeAny();
    if (stall.isPositive()) {
      after(stall, step);
      stall = Duration.ZERO;
      return true;
    }
    steps++;
    if (random.nextInt(TIMED_STEPS) == 0)
      clock.pass(Duration.ofNanos(random.nextLong(MAX_STEP_NANOS)));
    trace.step(clock.nanoTime(), step.name());
    step.action().run();
    return true;
  }

  private ScheduledStep takeAny() {
    int last = ready.size() - 1;
    int chosen = random.nextInt(last + 1);
    ScheduledStep step = ready.get(chosen);
    ready.set(chosen, ready.get(last));
    ready.remove(last);
    return step;
  }

  /// Advances to the next timer. False if there is none.
  private boolean advance() {
    Timer next = timers.poll();
    if (next == null) return false;
    if (next.cancelled) return true;
    long wait = next.at - clock.nanoTime();
    if (wait > 0) clock.pass(Duration.ofNanos(wait));
    ready.add(next.step);
    while (!timers.isEmpty() && timers.peek().at <= clock.nanoTime()) {
      Timer due = timers.poll();
      if (!due.cancelled) ready.add(due.step);
    }
    return true;
  }
}
