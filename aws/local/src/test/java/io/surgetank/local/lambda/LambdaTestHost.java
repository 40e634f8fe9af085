package io.surgetank.local.lambda;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.probe.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A [Lambda] that runs functions of the tests.
final class LambdaTestHost implements AutoCloseable {
  final List<EnvironmentEvent> told = new CopyOnWriteArrayList<>();
  volatile Instant now = Instant.now();
  final Lambda lambda;

  LambdaTestHost(LambdaLimits lambdaLimits, LambdaFunction... functions) {
    this.lambda =
        new Lambda(
            List.of(functions),
            rooms(),
            lambdaLimits,
            new Lambda.Dependencies(() -> now, new SecureRandom(), told::add));
  }

  static LambdaLimits bounds(int concurrency, Duration init) {
    return new LambdaLimits(concurrency, init, Duration.ofMinutes(10), Duration.ofMillis(500));
  }

  static LambdaTestHost with(LambdaFunction... functions) {
    return new LambdaTestHost(bounds(10, Duration.ofSeconds(10)), functions);
  }

  static LambdaFunction function(String name, Class<?> handler, Duration timeout) {
    return new LambdaFunction(
        name, handler.getName(), 256, timeout, OptionalInt.empty(), Map.of(), List.of());
  }

  static LambdaFunction probe() {
    return function("probe", Probe.class, Duration.ofSeconds(20));
  }

  /// The test's own classes are the task folder; the client is laid out by the build.
  private static LaunchConfig rooms() {
    try (Stream<Path> jars = Files.list(Path.of("target", "runtime").toAbsolutePath())) {
      Path task = Path.of(Probe.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new LaunchConfig(
          Path.of(System.getProperty("java.home", "")),
          task,
          jars.filter(file -> file.toString().endsWith(".jar")).toList(),
          "eu-central-1",
          LaunchConfig.LAMBDA_FLAGS);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    } catch (URISyntaxException odd) {
      throw new IllegalStateException(odd);
    }
  }

  Invocation call(String function, String event) throws InterruptedException {
    return lambda.invoke(
        function, new Invoker.Call(("\"" + event + "\"").getBytes(StandardCharsets.UTF_8), ""));
  }

  String answer(String event) throws InterruptedException {
    return switch (call("probe", event)) {
      case Invocation.Answered(var payload) -> new String(payload, StandardCharsets.UTF_8);
      case Invocation.Failed failed -> throw new AssertionError(failed + " " + told);
      case Invocation.TimedOut timedOut -> throw new AssertionError(timedOut + " " + told);
      case Invocation.Throttled throttled -> throw new AssertionError(throttled + " " + told);
    };
  }

  @Override
  public void close() {
    lambda.close();
  }
}
