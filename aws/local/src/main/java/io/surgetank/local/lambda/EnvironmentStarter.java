package io.surgetank.local.lambda;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.lambda.ExecutionEnvironment.InitResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/// Starts and ends environments, and publishes the events.
final class EnvironmentStarter {
  /// CloudWatch has the same limit for one event.
  private static final int MAX_LINE = 256 * 1024;

  private final LaunchConfig launchConfig;
  private final LambdaLimits lambdaLimits;
  private final RuntimeApi api;
  private final Lambda.Dependencies dependencies;
  private final LambdaIds lambdaIds;

  /// Limits concurrent cold starts: on Lambda each has its own processor, here they share a few.
  /// The time of waiting does not count as init.
  private final Semaphore starts =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

  EnvironmentStarter(
      LaunchConfig launchConfig,
      LambdaLimits lambdaLimits,
      RuntimeApi api,
      Lambda.Dependencies dependencies) {
    this.launchConfig = launchConfig;
    this.lambdaLimits = lambdaLimits;
    this.api = api;
    this.dependencies = dependencies;
    this.lambdaIds = new LambdaIds(dependencies.random());
  }

  LambdaLimits limits() {
    return lambdaLimits;
  }

  Instant now() {
    return dependencies.clock().instant();
  }

  ExecutionEnvironment create(LambdaFunction lambdaFunction) {
    return new ExecutionEnvironment(lambdaFunction, lambdaIds.environment());
  }

  /// Starts the environment's process and waits until it requests its first invocation; ends it
  /// when it does not.
  InitResult init(ExecutionEnvironment environment, Duration limit) throws InterruptedException {
    starts.acquire();
    try {
      return initNow(environment, limit);
    } finally {
      starts.release();
    }
  }

  private InitResult initNow(ExecutionEnvironment environment, Duration limit)
      throws InterruptedException {
    long start = System.nanoTime();
    InitResult result;
    try {
      Process process =
          ProcessLauncher.of(
              environment.function(), launchConfig, now(), environment.id(), api.open(environment));
      Thread.ofPlatform()
          .name("log-" + environment.label())
          .daemon()
          .start(() -> readOutput(environment, process));
      result = environment.init(process, limit);
    } catch (UncheckedIOException unstarted) {
      result = new InitResult.Failed("Runtime.Unknown", String.valueOf(unstarted.getMessage()));
    }
    if (result instanceof InitResult.Ready) {
      var took = Duration.ofNanos(System.nanoTime() - start);
      publish(
          new EnvironmentEvent.Started(environment.function().name(), environment.label(), took));
    } else {
      end(environment, EnvironmentEvent.Reason.INIT_FAILED);
    }
    return result;
  }

  void end(ExecutionEnvironment environment, EnvironmentEvent.Reason reason) {
    environment.end();
    api.forget(environment);
    publish(new EnvironmentEvent.Ended(environment.function().name(), environment.label(), reason));
  }

  /// As [#end], after a graceful shutdown.
  void shutDown(ExecutionEnvironment environment, EnvironmentEvent.Reason reason) {
    try {
      environment.shutDown(lambdaLimits.shutdown());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    end(environment, reason);
  }

  private void readOutput(ExecutionEnvironment environment, Process process) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      var line = new StringBuilder();
      for (int c = lines.read(); c >= 0; c = lines.read()) {
        if (c != '\n') line.append((char) c);
        if (c == '\n' || line.length() >= MAX_LINE) publishLine(environment, line);
      }
      if (!line.isEmpty()) publishLine(environment, line);
    } catch (IOException ended) {
      // The process has ended.
      return;
    }
  }

  private void publishLine(ExecutionEnvironment environment, StringBuilder line) {
    publish(
        new EnvironmentEvent.Line(
            environment.function().name(), environment.label(), line.toString().strip()));
    line.setLength(0);
  }

  private void publish(EnvironmentEvent environmentEvent) {
    dependencies.events().accept(environmentEvent);
  }
}
