package io.surgetank.proof.soak;

import io.surgetank.proof.load.MixedLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Clients that send the requests of `MixedLoad` at a fixed rate until they are closed.
final class SteadyLoad implements AutoCloseable {
  private static final int CLIENTS = 8;

  private final MixedLoad load;
  private final Consumer<String> violations;
  private final AtomicBoolean isRunning = new AtomicBoolean(true);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private SteadyLoad(MixedLoad load, Consumer<String> violations) {
    this.load = load;
    this.violations = violations;
  }

  static SteadyLoad start(MixedLoad load, int perSecond, long seed, Consumer<String> violations) {
    var steady = new SteadyLoad(load, violations);
    var seeds = new Random(seed);
    Duration interval = Duration.ofSeconds(CLIENTS).dividedBy(perSecond);
    for (int i = 0; i < CLIENTS; i++) {
      var random = new Random(seeds.nextLong());
      steady.threads.execute(() -> steady.send(random, interval));
    }
    return steady;
  }

  private void send(Random random, Duration interval) {
    long due = System.nanoTime();
    try {
      while (isRunning.get()) {
        load.step(random);
        due += interval.toNanos();
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      }
    } catch (IOException unanswered) {
      violations.accept("a running server did not answer: " + unanswered);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns when the last requests are answered.
  @Override
  public void close() {
    isRunning.set(false);
    threads.close();
  }
}
