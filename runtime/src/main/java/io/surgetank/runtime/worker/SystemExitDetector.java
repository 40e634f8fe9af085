package io.surgetank.runtime.worker;

import io.surgetank.core.work.HandlerRunner;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;

/// Finds the attempts that are ending the process.
///
/// A handler that calls `System.exit` stays in that call while the process stops.
///
/// If it were released like an attempt interrupted by a signal, it would do so again after every
/// start without ever being counted. The threads' stacks show which one called exit.
final class SystemExitDetector {
  private static final String RUNTIME = Runtime.class.getName();
  private static final String WORKER = HandlerRunner.class.getName();

  /// Where the JVM handles SIGTERM, SIGINT and SIGHUP.
  private static final String SIGNALS = "java.lang.Terminator";

  private SystemExitDetector() {}

  /// Matches threads in that call.
  static Predicate<Thread> callers() {
    Map<Thread, StackTraceElement[]> stacks = isEnding() ? Thread.getAllStackTraces() : Map.of();
    return thread -> isInExit(stacks.getOrDefault(thread, new StackTraceElement[0]));
  }

  /// The same. But if the process is ending and neither a signal nor the main thread nor any
  /// attempt's thread caused it, a thread started by an unknown handler may have: then every
  /// attempt matches.
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

  /// Also true for an attempt already counted: its thread stays in the call.
  private static boolean isHandlersExit(StackTraceElement[] stack) {
    return isInExit(stack)
        && Arrays.stream(stack).anyMatch(frame -> frame.getClassName().equals(WORKER));
  }

  /// There is no other way to detect it.
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
