package io.surgetank.cli.command;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Handles Ctrl-C, SIGTERM and SIGHUP, from before a start until after the stop. A process that
/// stopped on request has not failed: it exits with 0, where the JVM would exit with 128 and the
/// number of the signal.
final class StopSignal {
  /// A signal during a start waits no longer than this; a supervisor would kill the process soon.
  private static final int LONGEST_START_SECONDS = 30;

  private static final Set<String> HANDLERS =
      Set.of("SIGTERM handler", "SIGINT handler", "SIGHUP handler");

  private final BlockingQueue<Runnable> stop = new ArrayBlockingQueue<>(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private StopSignal() {}

  /// Listens from now on. A signal during a start is handled when the start is over.
  static StopSignal listen() {
    var signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(signal::stop));
    return signal;
  }

  /// Waits for the signal and then until `running` has ended.
  int close(Runnable running) throws InterruptedException {
    stop.add(running);
    stopped.await();
    return ExitCodes.OK;
  }

  /// Nothing was started, so there is nothing to stop.
  void ignore() {
    stop.add(() -> {});
  }

  private void stop() {
    try {
      Runnable running = stop.poll(LONGEST_START_SECONDS, TimeUnit.SECONDS);
      if (running == null) return;
      running.run();
      stopped.countDown();
      if (isSignalled()) Runtime.getRuntime().halt(ExitCodes.OK);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether a signal caused the shutdown, and not `System.exit`: the JVM handles each signal on a
  /// thread with this name, which is waiting for this hook.
  private static boolean isSignalled() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .anyMatch(HANDLERS::contains);
  }
}
