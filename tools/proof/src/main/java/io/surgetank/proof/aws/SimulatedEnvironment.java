package io.surgetank.proof.aws;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.proof.simulation.SeededScheduler;
import io.surgetank.proof.simulation.SimulatedThreads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// One execution environment of a function: takes one invocation at a time, and can be killed at
/// any moment.
final class SimulatedEnvironment {
  private final SeededScheduler scheduler;
  private final SimulatedThreads threads;
  private final EnvironmentAttempts attempts;
  private Consumer<Optional<byte[]>> waiting = _ -> {};
  private boolean isBusy;

  SimulatedEnvironment(SeededScheduler scheduler, EnvironmentAttempts attempts) {
    this.scheduler = scheduler;
    this.threads = new SimulatedThreads(scheduler);
    this.attempts = attempts;
  }

  SimulatedThreads threads() {
    return threads;
  }

  EnvironmentAttempts attempts() {
    return attempts;
  }

  boolean isIdle() {
    return !isBusy && !threads.isDead();
  }

  boolean isDead() {
    return threads.isDead();
  }

  /// Invokes the function, and kills the environment when the timeout is over.
  ///
  /// @param receiver gets the reply, or nothing if the function failed or was killed
  void invoke(
      RequestStreamHandler function,
      byte[] event,
      Duration timeout,
      Consumer<Optional<byte[]>> receiver) {
    isBusy = true;
    waiting = receiver;
    Instant deadline = scheduler.clock().instant().plus(timeout);
    var timer =
        scheduler.after(timeout, new SeededScheduler.ScheduledStep("function timeout", this::kill));
    threads
        .unstarted(
            Thread.ofVirtual(),
            () -> {
              var reply = new ByteArrayOutputStream();
              Optional<byte[]> result = Optional.empty();
              try {
                var context = new InvocationContext(() -> remainingMillis(deadline));
                function.handleRequest(new ByteArrayInputStream(event), reply, context);
                result = Optional.of(reply.toByteArray());
              } catch (IOException | RuntimeException failed) {
                // Lambda reports a failed invocation, and the environment remains.
                result = Optional.empty();
              }
              timer.cancel();
              attempts.invocationEnded();
              isBusy = false;
              receiver.accept(result);
            })
        .start();
  }

  private int remainingMillis(Instant deadline) {
    return (int) Duration.between(scheduler.clock().instant(), deadline).toMillis();
  }

  /// Ends all its threads where they are.
  void kill() {
    if (threads.isDead()) return;
    threads.die();
    attempts.died();
    if (isBusy) waiting.accept(Optional.empty());
  }
}
