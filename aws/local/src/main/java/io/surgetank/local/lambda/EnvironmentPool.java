package io.surgetank.local.lambda;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.lambda.Environment.Begin;
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
  private final Set<Environment> all = new HashSet<>();

  /// Guarded by this.
  private int coldStarts;

  /// Guarded by this.
  private boolean closed;

  private record Idle(Environment environment, Instant since) {}

  /// What a call begins with: an environment, and how much of the function's time is left.
  private sealed interface Found {
    record Ready(Environment environment, Duration left) implements Found {}

    record None(Invocation why) implements Found {}
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

  Invocation run(String requestId, Call call) throws InterruptedException {
    return switch (find()) {
      case Found.None(var why) -> why;
      case Found.Ready(var environment, var left) -> {
        Optional<Invocation> ended = Optional.empty();
        try {
          var deadline = environmentStarter.now().plus(left);
          var work = new Environment.Work(requestId, call, deadline);
          ended = Optional.of(environment.run(work, left));
        } finally {
          giveBack(environment, ended);
        }
        yield ended.get();
      }
    };
  }

  private Found find() throws InterruptedException {
    Optional<Environment> warm = takeIdle();
    if (warm.isPresent()) return new Found.Ready(warm.get(), lambdaFunction.timeout());
    var first = room();
    if (begin(first, environmentStarter.bounds().init()) instanceof Begin.Begun)
      return new Found.Ready(first, lambdaFunction.timeout());
    // Init that failed is tried once more, now as part of the call and within the function's own
    // time (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
    long start = System.nanoTime();
    var second = room();
    return switch (begin(second, lambdaFunction.timeout())) {
      case Begin.Begun() ->
          new Found.Ready(
              second, lambdaFunction.timeout().minus(Duration.ofNanos(System.nanoTime() - start)));
      case Begin.Failed(var type, var message) ->
          new Found.None(new Invocation.Failed(type, message));
      case Begin.TooSlow() -> new Found.None(new Invocation.TimedOut());
    };
  }

  private Environment room() {
    var environment = environmentStarter.room(lambdaFunction);
    synchronized (this) {
      all.add(environment);
      coldStarts++;
      if (closed) environment.end();
    }
    return environment;
  }

  private Begin begin(Environment environment, Duration limit) throws InterruptedException {
    boolean begun = false;
    try {
      Begin begin = environmentStarter.begin(environment, limit);
      begun = begin instanceof Begin.Begun;
      return begin;
    } finally {
      if (!begun) forget(environment);
    }
  }

  private synchronized void forget(Environment environment) {
    all.remove(environment);
  }

  private Optional<Environment> takeIdle() {
    while (true) {
      Idle found;
      synchronized (this) {
        found = idle.poll();
      }
      if (found == null) return Optional.empty();
      if (found.environment().isUsable()) return Optional.of(found.environment());
      retire(found.environment(), EnvironmentEvent.Why.CRASHED);
    }
  }

  private void giveBack(Environment environment, Optional<Invocation> outcome) {
    if (outcome.isPresent()
        && !(outcome.get() instanceof Invocation.TimedOut)
        && environment.isUsable()) {
      synchronized (this) {
        if (!closed) {
          idle.push(new Idle(environment, environmentStarter.now()));
          return;
        }
      }
    }
    boolean timedOut = outcome.orElse(null) instanceof Invocation.TimedOut;
    retire(environment, timedOut ? EnvironmentEvent.Why.TIMED_OUT : EnvironmentEvent.Why.CRASHED);
  }

  private void retire(Environment environment, EnvironmentEvent.Why why) {
    environmentStarter.end(environment, why);
    forget(environment);
  }

  /// Ends what has been idle for too long.
  void turn() {
    Instant bound = environmentStarter.now().minus(environmentStarter.bounds().idle());
    List<Environment> old = new ArrayList<>();
    synchronized (this) {
      idle.removeIf(each -> {
        boolean over = !each.since().isAfter(bound);
        if (over) old.add(each.environment());
        return over;
      });
    }
    dismiss(old, EnvironmentEvent.Why.IDLE);
  }

  void close() {
    List<Environment> left;
    synchronized (this) {
      closed = true;
      idle.clear();
      left = List.copyOf(all);
    }
    dismiss(left, EnvironmentEvent.Why.STOPPED);
  }

  private void dismiss(List<Environment> some, EnvironmentEvent.Why why) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Environment each : some)
        threads.execute(() -> {
          environmentStarter.dismiss(each, why);
          forget(each);
        });
    }
  }
}
