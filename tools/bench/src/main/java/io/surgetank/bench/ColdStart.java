package io.surgetank.bench;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.lambda.EnvironmentEvent;
import io.surgetank.local.lambda.InvocationResult;
import io.surgetank.local.lambda.Invoker;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.lambda.LambdaLimits;
import io.surgetank.local.lambda.LaunchConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/// The start of a new execution environment, its first invocation, and its memory.
///
/// @param init milliseconds from the start of the process to its first request for an event
/// @param first milliseconds from the invocation to its response, including the start
/// @param megabytes resident memory after the first response
record ColdStart(double init, double first, double megabytes) {
  static ColdStart of(LambdaFunction lambdaFunction, LaunchConfig launchConfig, String event)
      throws IOException, InterruptedException {
    var events = new CopyOnWriteArrayList<EnvironmentEvent>();
    var dependencies = new Lambda.Dependencies(InstantSource.system(), new Random(), events::add);
    try (var lambda =
        new Lambda(List.of(lambdaFunction), launchConfig, LambdaLimits.DEFAULT, dependencies)) {
      long start = System.nanoTime();
      InvocationResult answer =
          lambda.invoke(
              lambdaFunction.name(), new Invoker.Call(event.getBytes(StandardCharsets.UTF_8), ""));
      double first = (System.nanoTime() - start) / 1e6;
      if (!(answer instanceof InvocationResult.Returned))
        throw new IOException(lambdaFunction.name() + " did not respond: " + answer + " " + events);
      return new ColdStart(init(events), first, resident(lambdaFunction.handler()));
    }
  }

  private static double init(List<EnvironmentEvent> events) {
    for (EnvironmentEvent each : events)
      if (each instanceof EnvironmentEvent.Started(_, _, var took)) return took.toNanos() / 1e6;
    throw new IllegalStateException("no environment started: " + events);
  }

  /// The resident memory of the child process that runs `handler`.
  private static double resident(String handler) throws IOException {
    for (ProcessHandle child : ProcessHandle.current().children().toList()) {
      boolean matches =
          child.info().arguments().stream().anyMatch(words -> List.of(words).contains(handler));
      if (matches)
        return Long.parseLong(
                Machine.value("/proc/" + child.pid() + "/status", "VmRSS").split(" ", -1)[0])
            / 1024.0;
    }
    throw new IOException("no process runs " + handler);
  }
}
