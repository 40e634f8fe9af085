package io.surgetank.local.lambda;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.lambda.ExecutionEnvironment.InitResult;
import io.surgetank.local.lambda.Invoker.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/// The environments of one function.
final class EnvironmentPool {
  private final LambdaFunction lambdaFunction;
  private final EnvironmentStarter environmentStarter;

  /// Guarded by this; the one used last is first.
  private final Deque<Idle> idle = new ArrayDeque<>();

  /// Guarded by this.
  private final Set<ExecutionEnvironment> all = new HashSet<>();

  /// Guarded by this.
  private int coldStarts;

  /// Guarded by this.
  private boolean closed;

  private record Idle(ExecutionEnvironment environment, Instant since) {}

  /// An environment for an invocation, and how much of the function's timeout is left; or the
  /// failure.
  private sealed interface Acquired {
    record Ready(ExecutionEnvironment environment, Duration left) implements Acquired {}

    record None(InvocationResult failure) implements Acquired {}
  }

  EnvironmentPool(LambdaFunction lambdaFunction, EnvironmentStarter environmentStarter) {
    this.lambdaFunction = lambdaFunction;
    this.environmentStarter = environmentStarter;
  }

  LambdaFunction function() {
    return lambdaFunction;
  }

  synchronized int coldStarts() {
    return coldStarts;
  }

  synchronized int size() {
    return all.size();
  }

  InvocationResult run(String requestId, Call call) throws InterruptedException {
    return switch (acquire()) {
      case Acquired.None(var failure) -> failure;
      case Acquired.Ready(var environment, var left) -> {
        Optional<InvocationResult> ended = Optional.empty();
        try {
          var deadline = environmentStarter.now().plus(left);
          var task = new ExecutionEnvironment.Task(requestId, call, deadline);
          ended = Optional.of(environment.run(task, left));
        } finally {
          release(environment, ended);
        }
        yield ended.get();
      }
    };
  }

  private Acquired acquire() throws InterruptedException {
    Optional<ExecutionEnvironment> warm = takeIdle();
    if (warm.isPresent()) return new Acquired.Ready(warm.get(), lambdaFunction.timeout());
    var first = create();
    if (init(first, environmentStarter.limits().init()) instanceof InitResult.Ready)
      return new Acquired.Ready(first, lambdaFunction.timeout());
    // A failed init is retried once, as part of the invocation and within the function's timeout
    // (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
    long start = System.nanoTime();
    var second = create();
    return switch (init(second, lambdaFunction.timeout())) {
      case InitResult.Ready() ->
          new Acquired.Ready(
              second, lambdaFunction.timeout().minus(Duration.ofNanos(System.nanoTime() - start)));
      case InitResult.Failed(var type, var message) ->
          new Acquired.None(new InvocationResult.Failed(type, message));
      case InitResult.TimedOut() -> new Acquired.None(new InvocationResult.TimedOut());
    };
  }

  private ExecutionEnvironment create() {
    var environment = environmentStarter.create(lambdaFunction);
    synchronized (this) {
      all.add(environment);
      coldStarts++;
      if (closed) environment.end();
    }
    return environment;
  }

  private InitResult init(ExecutionEnvironment environment, Duration limit)
      throws InterruptedException {
    boolean ready = false;
    try {
      InitResult result = environmentStarter.init(environment, limit);
      ready = result instanceof InitResult.Ready;
      return result;
    } finally {
      if (!ready) forget(environment);
    }
  }

  private synchronized void forget(ExecutionEnvironment environment) {
    all.remove(environment);
  }

  private Optional<ExecutionEnvironment> takeIdle() {
    while (true) {
      Idle found;
      synchronized (this) {
        found = idle.poll();
      }
      if (found == null) return Optional.empty();
      if (found.environment().isUsable()) return Optional.of(found.environment());
      retire(found.environment(), EnvironmentEvent.Reason.CRASHED);
    }
  }

  private void release(ExecutionEnvironment environment, Optional<InvocationResult> outcome) {
    if (outcome.isPresent()
        && !(outcome.get() instanceof InvocationResult.TimedOut)
        && environment.isUsable()) {
      synchronized (this) {
        if (!closed) {
          idle.push(new Idle(environment, environmentStarter.now()));
          return;
        }
      }
    }
    boolean timedOut = outcome.orElse(null) instanceof InvocationResult.TimedOut;
    retire(
        environment,
        timedOut ? EnvironmentEvent.Reason.TIMED_OUT : EnvironmentEvent.Reason.CRASHED);
  }

  private void retire(ExecutionEnvironment environment, EnvironmentEvent.Reason reason) {
    environmentStarter.end(environment, reason);
    forget(environment);
  }

  /// Ends environments that have been idle for too long.
  void endIdle() {
    Instant bound = environmentStarter.now().minus(environmentStarter.limits().idle());
    List<ExecutionEnvironment> old = new ArrayList<>();
    synchronized (this) {
      idle.removeIf(each -> {
        boolean over = !each.since().isAfter(bound);
        if (over) old.add(each.environment());
        return over;
      });
    }
    shutDown(old, EnvironmentEvent.Reason.IDLE);
  }

  void close() {
    List<ExecutionEnvironment> left;
    synchronized (this) {
      closed = true;
      idle.clear();
      left = List.copyOf(all);
    }
    shutDown(left, EnvironmentEvent.Reason.STOPPED);
  }

  private void shutDown(List<ExecutionEnvironment> some, EnvironmentEvent.Reason reason) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (ExecutionEnvironment each : some)
        threads.execute(() -> {
          environmentStarter.shutDown(each, reason);
          forget(each);
        });
    }
  }
}
