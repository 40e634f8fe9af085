package io.surgetank.local.lambda;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.lambda.Invoker.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An execution environment: a process that requests one invocation after another. Used by one
/// caller at a time.
final class ExecutionEnvironment {
  private final LambdaFunction lambdaFunction;
  private final String id;
  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final BlockingQueue<RuntimeEvent> events = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Optional<Process> process = Optional.empty();

  ExecutionEnvironment(LambdaFunction lambdaFunction, String id) {
    this.lambdaFunction = lambdaFunction;
    this.id = id;
  }

  /// An invocation, as it is passed to the process.
  record Task(String requestId, Call call, Instant deadline) {}

  /// The result of initialization.
  sealed interface InitResult {
    record Ready() implements InitResult {}

    record Failed(String type, String message) implements InitResult {}

    record TimedOut() implements InitResult {}
  }

  String id() {
    return id;
  }

  String label() {
    return id.substring(0, 8);
  }

  LambdaFunction function() {
    return lambdaFunction;
  }

  void publish(RuntimeEvent runtimeEvent) {
    events.add(runtimeEvent);
  }

  /// The next invocation for the process; empty when the environment has ended.
  Optional<Task> next() throws InterruptedException {
    events.add(new RuntimeEvent.Ready());
    while (ended.getCount() > 0) {
      // Polls, because it waits for a task and for the end.
      Task next = tasks.poll(250, TimeUnit.MILLISECONDS);
      if (next != null) return Optional.of(next);
    }
    return Optional.empty();
  }

  /// Waits until the process that was started for this environment requests its first invocation.
  InitResult init(Process started, Duration limit) throws InterruptedException {
    process = Optional.of(started);
    var _ =
        started.onExit().thenAccept(over -> events.add(new RuntimeEvent.Exited(over.exitValue())));
    RuntimeEvent first = events.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    if (first == null) return new InitResult.TimedOut();
    return switch (first) {
      case RuntimeEvent.Ready() -> new InitResult.Ready();
      case RuntimeEvent.InitError(var type, var message) -> new InitResult.Failed(type, message);
      case RuntimeEvent.Exited(var code) -> new InitResult.Failed("Runtime.ExitError", exit(code));
      case RuntimeEvent.InvocationResponse _, RuntimeEvent.InvocationError _ ->
          new InitResult.Failed(
              "Runtime.Unknown", "a response was sent before the first invocation");
    };
  }

  /// Passes an invocation to the process and waits for its result. [#isUsable()] returns whether
  /// the environment can be used again.
  InvocationResult run(Task task, Duration timeout) throws InterruptedException {
    long until = System.nanoTime() + timeout.toNanos();
    tasks.add(task);
    while (true) {
      RuntimeEvent runtimeEvent = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (runtimeEvent == null) return new InvocationResult.TimedOut();
      switch (runtimeEvent) {
        case RuntimeEvent.InvocationResponse(var id, var payload)
            when id.equals(task.requestId()) -> {
          awaitReady(until);
          return new InvocationResult.Returned(payload);
        }
        case RuntimeEvent.InvocationError(var id, var type, var message)
            when id.equals(task.requestId()) -> {
          awaitReady(until);
          return new InvocationResult.Failed(type, message);
        }
        case RuntimeEvent.Exited(var code) -> {
          end();
          return new InvocationResult.Failed(
              "Runtime.ExitError", "RequestId: " + task.requestId() + " Error: " + exit(code));
        }
        // Of an earlier invocation: ignored.
        case RuntimeEvent.InvocationResponse _,
            RuntimeEvent.InvocationError _,
            RuntimeEvent.InitError _,
            RuntimeEvent.Ready _ -> {}
      }
    }
  }

  /// An invocation ends when the process requests the next; until then it must not get one.
  private void awaitReady(long until) throws InterruptedException {
    RuntimeEvent runtimeEvent = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    if (!(runtimeEvent instanceof RuntimeEvent.Ready)) end();
  }

  private static String exit(int code) {
    return code == 0
        ? "Runtime exited without providing a reason"
        : "Runtime exited with error: exit status " + code;
  }

  boolean isUsable() {
    return ended.getCount() > 0 && process.map(Process::isAlive).orElse(false);
  }

  /// Kills the process. May be called twice.
  void end() {
    ended.countDown();
    process.ifPresent(Process::destroyForcibly);
  }

  /// Sends SIGTERM, and kills the process after `grace`.
  void shutDown(Duration grace) throws InterruptedException {
    if (process.isPresent()) {
      process.get().destroy();
      process.get().waitFor(grace.toNanos(), TimeUnit.NANOSECONDS);
    }
    end();
  }
}
