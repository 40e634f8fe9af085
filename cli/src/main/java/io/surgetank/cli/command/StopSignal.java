package io.surgetank.cli.command;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C or SIGTERM, from before a start until after the stop. A process that was asked to stop
/// and did is no failed one: it exits with 0, where the JVM would say 130 or 143.
final class StopSignal {
  /// A start that takes longer is given up: a supervisor would kill the process before long.
  private static final int LONGEST_START_SECONDS = 30;

  private final BlockingQueue<Runnable> stop = new ArrayBlockingQueue<>(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private StopSignal() {}

  /// Listens from now on. A signal that comes while something starts is answered when that has
  /// started.
  static StopSignal awaited() {
    var signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(signal::stop));
    return signal;
  }

  /// Waits for the signal, and then for `running` to be closed.
  int close(Runnable running) throws InterruptedException {
    stop.add(running);
    stopped.await();
    return ExitCodes.OK;
  }

  /// Nothing was started: there is nothing to stop.
  void forget() {
    stop.add(() -> {});
  }

  private void stop() {
    try {
      Runnable running = stop.poll(LONGEST_START_SECONDS, TimeUnit.SECONDS);
      if (running == null) return;
      running.run();
      stopped.countDown();
      if (isSignalled()) Runtime.getRuntime().halt(ExitCodes.OK);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether a signal brought this on, and not an exit with a status of its own: the JVM handles
  /// each signal on a thread that it names so, and which waits for us now.
  private static boolean isSignalled() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .anyMatch(name -> name.equals("SIGTERM handler") || name.equals("SIGINT handler"));
  }
}
