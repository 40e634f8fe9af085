package io.surgetank.local.lambda;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.lambda.Environment.Begin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/// Begins environments and ends them, and tells of both.
final class EnvironmentStarter {
  /// CloudWatch keeps no longer line in one piece either.
  private static final int MAX_LINE = 256 * 1024;

  private final LaunchConfig launchConfig;
  private final LambdaLimits lambdaLimits;
  private final RuntimeApi api;
  private final Lambda.Dependencies dependencies;
  private final LambdaIds lambdaIds;

  /// A cold start on Lambda has a processor of its own; here they share a few. One that waits for
  /// its turn has not begun.
  private final Semaphore turns =
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

  LambdaLimits bounds() {
    return lambdaLimits;
  }

  Instant now() {
    return dependencies.clock().instant();
  }

  Environment room(LambdaFunction lambdaFunction) {
    return new Environment(lambdaFunction, lambdaIds.environment());
  }

  /// Starts the environment's process and waits until it asks for work; ends it when it does not.
  Begin begin(Environment environment, Duration limit) throws InterruptedException {
    turns.acquire();
    try {
      return beginNow(environment, limit);
    } finally {
      turns.release();
    }
  }

  private Begin beginNow(Environment environment, Duration limit) throws InterruptedException {
    long start = System.nanoTime();
    Begin begin;
    try {
      Process process =
          ProcessLauncher.of(
              environment.function(), launchConfig, now(), environment.id(), api.open(environment));
      Thread.ofPlatform()
          .name("log-" + environment.label())
          .daemon()
          .start(() -> pass(environment, process));
      begin = environment.begin(process, limit);
    } catch (UncheckedIOException unstarted) {
      begin = new Begin.Failed("Runtime.Unknown", String.valueOf(unstarted.getMessage()));
    }
    if (begin instanceof Begin.Begun) {
      var took = Duration.ofNanos(System.nanoTime() - start);
      tell(new EnvironmentEvent.Began(environment.function().name(), environment.label(), took));
    } else {
      end(environment, EnvironmentEvent.Why.DID_NOT_BEGIN);
    }
    return begin;
  }

  void end(Environment environment, EnvironmentEvent.Why why) {
    environment.end();
    api.forget(environment);
    tell(new EnvironmentEvent.Ended(environment.function().name(), environment.label(), why));
  }

  /// As [#end(Environment, Told.Why)], with a farewell.
  void dismiss(Environment environment, EnvironmentEvent.Why why) {
    try {
      environment.dismiss(lambdaLimits.farewell());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    end(environment, why);
  }

  private void pass(Environment environment, Process process) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      var line = new StringBuilder();
      for (int c = lines.read(); c >= 0; c = lines.read()) {
        if (c != '\n') line.append((char) c);
        if (c == '\n' || line.length() >= MAX_LINE) say(environment, line);
      }
      if (!line.isEmpty()) say(environment, line);
    } catch (IOException over) {
      // The process has ended, and with it what it had to say.
      return;
    }
  }

  private void say(Environment environment, StringBuilder line) {
    tell(
        new EnvironmentEvent.Line(
            environment.function().name(), environment.label(), line.toString().strip()));
    line.setLength(0);
  }

  private void tell(EnvironmentEvent environmentEvent) {
    dependencies.told().accept(environmentEvent);
  }
}
