package io.surgetank.proof.simulation;

import io.surgetank.core.process.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// The threads of one process. They run one at a time, when the scheduler chooses them.
///
/// A loop takes its next step soon after anything else has run, and later and later while nothing
/// happens.
public final class SimulatedThreads implements Threads {
  /// Steps after the process has died: enough to close its files.
  private static final int MAX_STEPS_AFTER_DEATH = 20_000;

  private static final int MAX_DELAY_FACTOR = 100;

  private static final long FIRST_WAIT_NANOS = Duration.ofMillis(1).toNanos();

  /// The last wait of an idle loop is 4 s.
  private static final int MAX_DOUBLINGS = 12;

  private final SeededScheduler scheduler;
  private final ControlledThreadFactory threadFactory = new ControlledThreadFactory(this::ready);
  private final List<LoopState> loops = new ArrayList<>();
  private final Set<Thread> sleeping = new LinkedHashSet<>();
  private final Deque<Runnable> afterDeath = new ArrayDeque<>();

  /// The continuations that wait to be chosen.
  private final Set<Runnable> waiting = Collections.newSetFromMap(new IdentityHashMap<>());

  /// A number for each thread, in the order of their first steps.
  private final IdentityHashMap<Runnable, Integer> numbers = new IdentityHashMap<>();

  private boolean dead;

  /// Whether a thread became ready since the current step began.
  private boolean active;

  /// Whether the current step was that of a loop that had nothing to do.
  private boolean idle;

  /// A loop of the process, and when it takes its next step.
  private static final class LoopState {
    private final Thread thread = Thread.currentThread();
    private int idleSteps;
    private boolean mayRun;
    private Optional<SeededScheduler.Timer> timer = Optional.empty();
  }

  /// The threads of a new process.
  public SimulatedThreads(SeededScheduler scheduler) {
    this.scheduler = scheduler;
  }

  private void ready(Runnable continuation) {
    active = true;
    if (dead) {
      afterDeath.add(continuation);
      return;
    }
    waiting.add(continuation);
    int number = numbers.computeIfAbsent(continuation, _ -> numbers.size());
    scheduler.ready(new SeededScheduler.ScheduledStep("thread " + number, () -> run(continuation)));
  }

  private void run(Runnable continuation) {
    if (dead) return;
    waiting.remove(continuation);
    idle = false;
    continuation.run();
    if (!idle) wakeLoops();
  }

  private void wakeLoops() {
    for (LoopState loop : loops)
      if (loop.idleSteps > 1 && loop.timer.isPresent()) {
        loop.idleSteps = 0;
        loop.timer.get().cancel();
        schedule(loop);
      }
  }

  @Override
  public Thread unstarted(Thread.Builder builder, Runnable task) {
    return threadFactory.unstarted("simulated", task);
  }

  @Override
  public Thread looping(Thread.Builder builder, Loop loop) {
    return threadFactory.unstarted("simulated", () -> run(loop));
  }

  private void run(Loop loop) {
    var state = new LoopState();
    loops.add(state);
    try {
      do awaitStep(state);
      while (step(loop, state));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      loops.remove(state);
    }
  }

  private boolean step(Loop loop, LoopState state) throws InterruptedException {
    active = false;
    boolean continues = loop.runOnce(Duration.ZERO);
    idle = !active;
    state.idleSteps = active ? 0 : Math.min(MAX_DOUBLINGS, state.idleSteps + 1);
    return continues;
  }

  @SuppressWarnings("ThreadPriorityCheck") // these threads yield to a scheduler that takes turns
  private void awaitStep(LoopState state) throws InterruptedException {
    if (dead) {
      Thread.yield();
      return;
    }
    state.mayRun = false;
    schedule(state);
    while (!state.mayRun && !dead) {
      LockSupport.park(state);
      if (Thread.interrupted()) throw new InterruptedException();
    }
  }

  private void schedule(LoopState state) {
    long most = FIRST_WAIT_NANOS << state.idleSteps;
    Duration wait = Duration.ofNanos(scheduler.random().nextLong(most));
    state.timer =
        Optional.of(
            scheduler.after(
                wait,
                new SeededScheduler.ScheduledStep(
                    "loop",
                    () -> {
                      state.timer = Optional.empty();
                      state.mayRun = true;
                      LockSupport.unpark(state.thread);
                    })));
  }

  /// Sleeps in virtual time. Ends with an interruption when the process dies.
  public void sleep(Duration time) throws InterruptedException {
    Thread thread = Thread.currentThread();
    var over = new boolean[1];
    if (!dead) {
      sleeping.add(thread);
      var timer =
          scheduler.after(
              time,
              new SeededScheduler.ScheduledStep(
                  "sleep",
                  () -> {
                    over[0] = true;
                    LockSupport.unpark(thread);
                  }));
      while (!over[0] && !dead) {
        LockSupport.park(over);
        if (Thread.interrupted()) {
          timer.cancel();
          sleeping.remove(thread);
          throw new InterruptedException();
        }
      }
      sleeping.remove(thread);
    }
    if (dead) throw new InterruptedException("the simulated process has died");
  }

  /// The same, for a handler that ignores its interruption.
  void sleepIgnoringInterrupts(Duration time) {
    try {
      sleep(time);
    } catch (InterruptedException ignored) {
      return;
    }
  }

  /// Also waits longer than asked, as the threads of a busy machine do.
  @Override
  public void pause(Duration time) {
    try {
      sleep(time.multipliedBy(1 + scheduler.random().nextInt(MAX_DELAY_FACTOR)));
    } catch (InterruptedException woken) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public long nanoTime() {
    return scheduler.clock().nanoTime();
  }

  public boolean isDead() {
    return dead;
  }

  /// No thread is chosen any more.
  public void die() {
    dead = true;
    afterDeath.addAll(waiting);
  }

  /// Lets the threads of the dead process run this and end. Returns whether it has ended.
  boolean runAfterDeath(Runnable task) {
    for (Thread thread : List.copyOf(sleeping)) LockSupport.unpark(thread);
    for (LoopState loop : List.copyOf(loops)) LockSupport.unpark(loop.thread);
    Thread thread = threadFactory.unstarted("last", task);
    thread.start();
    for (int i = 0; i < MAX_STEPS_AFTER_DEATH && thread.isAlive(); i++) {
      Runnable next = afterDeath.poll();
      if (next == null) break;
      next.run();
    }
    return !thread.isAlive();
  }
}
