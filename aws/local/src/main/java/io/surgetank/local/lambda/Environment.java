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

/// One execution environment: a process that asks for one call after the other. It is used by one
/// caller at a time.
final class Environment {
  private final LambdaFunction lambdaFunction;
  private final String id;
  private final BlockingQueue<Work> work = new LinkedBlockingQueue<>();
  private final BlockingQueue<RuntimeEvent> signals = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Optional<Process> process = Optional.empty();

  Environment(LambdaFunction lambdaFunction, String id) {
    this.lambdaFunction = lambdaFunction;
    this.id = id;
  }

  /// One call, as it is handed to the process.
  record Work(String requestId, Call call, Instant deadline) {}

  /// What came of beginning.
  sealed interface Begin {
    record Begun() implements Begin {}

    record Failed(String type, String message) implements Begin {}

    record TooSlow() implements Begin {}
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

  void signal(RuntimeEvent runtimeEvent) {
    signals.add(runtimeEvent);
  }

  /// The next call for the process; empty when the environment has ended.
  Optional<Work> next() throws InterruptedException {
    signals.add(new RuntimeEvent.Ready());
    while (ended.getCount() > 0) {
      // Looks up now and then because two things are waited for.
      Work next = work.poll(250, TimeUnit.MILLISECONDS);
      if (next != null) return Optional.of(next);
    }
    return Optional.empty();
  }

  /// Takes the process that was started for this environment and waits until it asks for work.
  Begin begin(Process started, Duration limit) throws InterruptedException {
    process = Optional.of(started);
    var _ =
        started.onExit().thenAccept(over -> signals.add(new RuntimeEvent.Exited(over.exitValue())));
    RuntimeEvent first = signals.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    if (first == null) return new Begin.TooSlow();
    return switch (first) {
      case RuntimeEvent.Ready() -> new Begin.Begun();
      case RuntimeEvent.InitFailure(var type, var message) -> new Begin.Failed(type, message);
      case RuntimeEvent.Exited(var code) -> new Begin.Failed("Runtime.ExitError", exit(code));
      case RuntimeEvent.Response _, RuntimeEvent.Failure _ ->
          new Begin.Failed("Runtime.Unknown", "an answer came before the first call");
    };
  }

  /// Hands one call over and waits for its end. Whether the environment can be used again says
  /// [#isUsable()].
  Invocation run(Work handed, Duration timeout) throws InterruptedException {
    long until = System.nanoTime() + timeout.toNanos();
    work.add(handed);
    while (true) {
      RuntimeEvent runtimeEvent = signals.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (runtimeEvent == null) return new Invocation.TimedOut();
      switch (runtimeEvent) {
        case RuntimeEvent.Response(var id, var payload) when id.equals(handed.requestId()) -> {
          awaitReady(until);
          return new Invocation.Answered(payload);
        }
        case RuntimeEvent.Failure(var id, var type, var message)
            when id.equals(handed.requestId()) -> {
          awaitReady(until);
          return new Invocation.Failed(type, message);
        }
        case RuntimeEvent.Exited(var code) -> {
          end();
          return new Invocation.Failed(
              "Runtime.ExitError", "RequestId: " + handed.requestId() + " Error: " + exit(code));
        }
        // What belongs to an earlier call is nobody's any more.
        case RuntimeEvent.Response _,
            RuntimeEvent.Failure _,
            RuntimeEvent.InitFailure _,
            RuntimeEvent.Ready _ -> {}
      }
    }
  }

  /// A call is over when the process asks for the next; until then it may not get one.
  private void awaitReady(long until) throws InterruptedException {
    RuntimeEvent runtimeEvent = signals.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
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

  /// Ends the process at once. May be called twice.
  void end() {
    ended.countDown();
    process.ifPresent(Process::destroyForcibly);
  }

  /// Lets the process end, for as long as `farewell`; then ends it.
  void dismiss(Duration farewell) throws InterruptedException {
    if (process.isPresent()) {
      process.get().destroy();
      process.get().waitFor(farewell.toNanos(), TimeUnit.NANOSECONDS);
    }
    end();
  }
}
