package io.surgetank.proof.aws;

import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.proof.simulation.SeededScheduler;
import io.surgetank.proof.simulation.SimulatedThreads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Polls a queue, invokes a function with batches of its messages, and deletes those that it
/// reports as done.
final class SimulatedMapping {
  private static final long MAX_PAUSE_NANOS = Duration.ofMillis(300).toNanos();

  private static final Duration OUTAGE_STEP = Duration.ofHours(1);

  /// An idle mapping polls less often.
  private static final int MAX_IDLE = 16;

  private final SeededScheduler scheduler;
  private final SplittableRandom random;
  private final SimulatedThreads threads;
  private final SimulatedLambda lambda;
  private final SqsTrigger trigger;
  private final SimulatedQueue queue;
  private final Optional<SimulatedQueue> deadLetters;
  private final Consumer<String> undeliverable;
  private int running;
  private boolean isPaused;

  /// @param undeliverable receives the body of each message that is moved to `deadLetters`
  SimulatedMapping(
      SimulatedThreads threads,
      SeededScheduler scheduler,
      SimulatedLambda lambda,
      SqsTrigger trigger,
      SimulatedQueue queue,
      Optional<SimulatedQueue> deadLetters,
      Consumer<String> undeliverable) {
    this.threads = threads;
    this.scheduler = scheduler;
    this.random = scheduler.random().split();
    this.lambda = lambda;
    this.trigger = trigger;
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.undeliverable = undeliverable;
  }

  void start() {
    threads.unstarted(Thread.ofVirtual(), this::poll).start();
  }

  /// Stops to poll.
  void pause() {
    isPaused = true;
  }

  void resume() {
    isPaused = false;
  }

  boolean isIdle() {
    return running == 0;
  }

  private void poll() {
    int idle = 1;
    try {
      while (true) {
        threads.sleep(
            isPaused ? OUTAGE_STEP : Duration.ofNanos(random.nextLong(MAX_PAUSE_NANOS * idle)));
        idle = !isPaused && invoked() ? 1 : Math.min(MAX_IDLE, idle * 2);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean invoked() {
    if (running >= trigger.maximumConcurrency().orElseThrow()) return false;
    List<SqsMessage> batch =
        queue.receive(
            1 + random.nextInt(trigger.batch()),
            scheduler.clock().instant(),
            deadLetters,
            undeliverable);
    if (batch.isEmpty()) return false;
    running++;
    threads.unstarted(Thread.ofVirtual(), () -> invoke(batch)).start();
    return true;
  }

  private void invoke(List<SqsMessage> batch) {
    byte[] event = FunctionEvents.messages(queue.settings().name(), batch);
    Optional<byte[]> reply = lambda.invoke(trigger.function().function(), event);
    if (reply.isPresent())
      for (SqsMessage message : FunctionEvents.done(batch, reply.get()))
        queue.delete(message.receipt(), scheduler.clock().instant());
    running--;
  }
}
