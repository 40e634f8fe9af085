package io.surgetank.runtime.worker;

import io.surgetank.core.work.Worker;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;

/// Finds out which attempts are ending the process, when it is ending.
///
/// A handler that calls `System.exit` stays in that call while the process stops. To be given back
/// as one that a signal met at work would let it do so again after every start, and never be
/// counted. The threads' stacks tell who asked for the end.
final class ExitCalls {
  private static final String RUNTIME = Runtime.class.getName();
  private static final String WORKER = Worker.class.getName();

  /// Where the JVM handles SIGTERM, SIGINT and SIGHUP.
  private static final String SIGNALS = "java.lang.Terminator";

  private ExitCalls() {}

  /// Those whose threads are in that call.
  static Predicate<Thread> callers() {
    Map<Thread, StackTraceElement[]> stacks = isEnding() ? Thread.getAllStackTraces() : Map.of();
    return thread -> isInExit(stacks.getOrDefault(thread, new StackTraceElement[0]));
  }

  /// The same. But when the process is ending, and neither a signal nor the main thread nor any
  /// attempt's thread asked for it, a thread that some handler started may have, and it cannot be
  /// said which handler: then every attempt is one.
  static Predicate<Thread> suspects() {
    if (!isEnding()) return _ -> false;
    Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
    boolean isExplained =
        stacks.entrySet().stream()
            .anyMatch(each ->
                isOrdinary(each.getKey(), each.getValue()) || isHandlersExit(each.getValue()));
    if (!isExplained) return _ -> true;
    return thread -> isInExit(stacks.getOrDefault(thread, new StackTraceElement[0]));
  }

  /// Also of an attempt that was counted already: its thread stays in the call.
  private static boolean isHandlersExit(StackTraceElement[] stack) {
    return isInExit(stack)
        && Arrays.stream(stack).anyMatch(frame -> frame.getClassName().equals(WORKER));
  }

  /// There is no other way to ask.
  private static boolean isEnding() {
    var probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      return !Runtime.getRuntime().removeShutdownHook(probe);
    } catch (IllegalStateException ending) {
      return true;
    }
  }

  private static boolean isInExit(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(
            frame -> frame.getClassName().equals(RUNTIME) && frame.getMethodName().equals("exit"));
  }

  /// A signal, the main thread's own exit, or the end of the last thread that is no daemon.
  private static boolean isOrdinary(Thread thread, StackTraceElement[] stack) {
    if (thread.getName().equals("DestroyJavaVM")) return true;
    if (thread.threadId() == 1 && isInExit(stack)) return true;
    return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith(SIGNALS));
  }
}
