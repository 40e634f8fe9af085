package io.surgetank.local.lambda;

import io.surgetank.deploy.stack.FunctionRef;
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
  private static final String STACK = "local";

  final List<EnvironmentEvent> events = new CopyOnWriteArrayList<>();
  volatile Instant now = Instant.now();
  final Lambda lambda;

  LambdaTestHost(LambdaLimits lambdaLimits, LambdaFunction... functions) {
    this.lambda =
        new Lambda(
            List.of(functions),
            launchConfig(),
            lambdaLimits,
            new Lambda.Dependencies(() -> now, new SecureRandom(), events::add));
  }

  static LambdaLimits limits(int concurrency, Duration init) {
    return new LambdaLimits(concurrency, init, Duration.ofMinutes(10), Duration.ofMillis(500));
  }

  static LambdaTestHost with(LambdaFunction... functions) {
    return new LambdaTestHost(limits(10, Duration.ofSeconds(10)), functions);
  }

  static LambdaFunction function(String name, Class<?> handler, Duration timeout) {
    return new LambdaFunction(
        new FunctionRef(STACK, name),
        handler.getName(),
        256,
        timeout,
        OptionalInt.empty(),
        Map.of(),
        List.of());
  }

  static LambdaFunction probe() {
    return function("probe", Probe.class, Duration.ofSeconds(20));
  }

  /// The task folder contains the test classes; the build provides the client.
  private static LaunchConfig launchConfig() {
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
    } catch (URISyntaxException invalid) {
      throw new IllegalStateException(invalid);
    }
  }

  InvocationResult call(String function, String event) throws InterruptedException {
    return lambda.invoke(
        STACK + "-" + function,
        new Invoker.Call(("\"" + event + "\"").getBytes(StandardCharsets.UTF_8), ""));
  }

  String result(String event) throws InterruptedException {
    return switch (call("probe", event)) {
      case InvocationResult.Returned(var payload) -> new String(payload, StandardCharsets.UTF_8);
      case InvocationResult.Failed failed -> throw new AssertionError(failed + " " + events);
      case InvocationResult.TimedOut timedOut -> throw new AssertionError(timedOut + " " + events);
      case InvocationResult.Throttled throttled ->
          throw new AssertionError(throttled + " " + events);
    };
  }

  @Override
  public void close() {
    lambda.close();
  }
}
