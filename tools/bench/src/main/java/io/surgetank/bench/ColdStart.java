package io.surgetank.bench;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.lambda.EnvironmentEvent;
import io.surgetank.local.lambda.Invocation;
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

/// One new environment of a function, its first call, and what it takes in memory then.
///
/// @param init milliseconds from the process's start until it asks for work
/// @param first milliseconds from the call until its answer, the start included
/// @param megabytes resident, after the first answer
record ColdStart(double init, double first, double megabytes) {
  static ColdStart of(LambdaFunction lambdaFunction, LaunchConfig launchConfig, String event)
      throws IOException, InterruptedException {
    var told = new CopyOnWriteArrayList<EnvironmentEvent>();
    var dependencies = new Lambda.Dependencies(InstantSource.system(), new Random(), told::add);
    try (var lambda =
        new Lambda(List.of(lambdaFunction), launchConfig, LambdaLimits.DEFAULT, dependencies)) {
      long start = System.nanoTime();
      Invocation answer =
          lambda.invoke(
              lambdaFunction.name(), new Invoker.Call(event.getBytes(StandardCharsets.UTF_8), ""));
      double first = (System.nanoTime() - start) / 1e6;
      if (!(answer instanceof Invocation.Returned))
        throw new IOException(lambdaFunction.name() + " did not answer: " + answer + " " + told);
      return new ColdStart(init(told), first, resident(lambdaFunction.handler()));
    }
  }

  private static double init(List<EnvironmentEvent> told) {
    for (EnvironmentEvent each : told)
      if (each instanceof EnvironmentEvent.Started(_, _, var took)) return took.toNanos() / 1e6;
    throw new IllegalStateException("no environment began: " + told);
  }

  /// The one child of this process that runs that handler.
  private static double resident(String handler) throws IOException {
    for (ProcessHandle child : ProcessHandle.current().children().toList()) {
      boolean isIt =
          child.info().arguments().stream().anyMatch(words -> List.of(words).contains(handler));
      if (isIt)
        return Long.parseLong(
                Machine.value("/proc/" + child.pid() + "/status", "VmRSS").split(" ", -1)[0])
            / 1024.0;
    }
    throw new IOException("no process runs " + handler);
  }
}
