package io.surgetank.core.work;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a failure reads in a job's history.
///
/// An exception is the handler's own code: its methods may throw, recurse or name each other as
/// causes in a circle. Nothing here throws, whatever it is given.
final class FailureFormatter {
  /// Causes that are followed. More are a circle, or as good as one.
  private static final int MAX_CAUSES = 16;

  /// What stands for a message that cannot be read.
  private static final String UNREADABLE = "(its message cannot be read)";

  /// Frames of one exception that are kept: those next to where it was thrown.
  private static final int MAX_FRAMES = 24;

  /// Of a message within a stack trace; the failure's text has more of it.
  private static final int MAX_MESSAGE_LENGTH = 500;

  /// What is below is the same for every handler.
  private static final String CALLER = Worker.class.getName();

  private FailureFormatter() {}

  static Failure of(Throwable surprise) {
    return new Failure(text(surprise), stackTrace(surprise));
  }

  /// The class and the message, such as `NoSuchFileException: prices.csv`; of an exception that
  /// only wraps another, those of the other. `Exception` and `IOException` say nothing that the
  /// message does not, so they are left out.
  private static String text(Throwable surprise) {
    try {
      return describe(unwrapped(surprise));
    } catch (Throwable outOfMemory) {
      return "the handler failed, and its failure cannot be described";
    }
  }

  /// The exception and its causes with their innermost frames.
  private static String stackTrace(Throwable surprise) {
    try {
      var text = new StringBuilder();
      var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
      for (Throwable at = surprise;
          at != null && seen.size() < MAX_CAUSES && text.length() < Outcome.MAX_STACK_TRACE_LENGTH;
          at = cause(at)) {
        if (!seen.add(at)) break;
        append(text, at);
      }
      return text.toString();
    } catch (Throwable outOfMemory) {
      return "";
    }
  }

  private static void append(StringBuilder text, Throwable at) {
    if (!text.isEmpty()) text.append("\nCaused by: ");
    text.append(at.getClass().getName());
    String message = message(at);
    if (!message.isEmpty())
      text.append(": ").append(message, 0, Math.min(message.length(), MAX_MESSAGE_LENGTH));
    StackTraceElement[] frames = frames(at);
    for (int i = 0; i < frames.length; i++) {
      if (frames[i].getClassName().equals(CALLER)) return;
      if (i == MAX_FRAMES) {
        text.append("\n  … more");
        return;
      }
      text.append("\n  at ").append(frames[i]);
    }
  }

  private static StackTraceElement[] frames(Throwable surprise) {
    try {
      return surprise.getStackTrace();
    } catch (Throwable unreadable) {
      return new StackTraceElement[0];
    }
  }

  private static Throwable unwrapped(Throwable surprise) {
    Throwable inner = surprise;
    for (int depth = 0; depth < MAX_CAUSES; depth++) {
      @Nullable Throwable cause = cause(inner);
      if (cause == null || !onlyWraps(inner, cause)) return inner;
      inner = cause;
    }
    return inner;
  }

  private static boolean onlyWraps(Throwable outer, Throwable cause) {
    String message = message(outer);
    return message.isBlank() || message.equals(read(cause::toString));
  }

  private static String describe(Throwable surprise) {
    String message = message(surprise).strip();
    if (message.isEmpty()) return name(surprise.getClass());
    boolean saysNothing =
        surprise.getClass() == IOException.class || surprise.getClass() == Exception.class;
    return saysNothing ? message : name(surprise.getClass()) + ": " + message;
  }

  /// Without package and enclosing class. [Class#getSimpleName()] is empty for anonymous classes
  /// and throws for some that other languages' compilers make.
  private static String name(Class<?> type) {
    String name = type.getName();
    String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    boolean isNumber = simple.chars().allMatch(Character::isDigit);
    return isNumber ? name.substring(name.lastIndexOf('.') + 1) : simple;
  }

  /// Empty when there is none.
  private static String message(Throwable surprise) {
    return read(surprise::getMessage);
  }

  private static String read(Supplier<@Nullable String> from) {
    try {
      @Nullable String text = from.get();
      return text == null ? "" : text;
    } catch (Throwable unreadable) {
      return UNREADABLE;
    }
  }

  private static @Nullable Throwable cause(Throwable surprise) {
    try {
      return surprise.getCause();
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /// `10 s`, or `1500 ms` where it is not whole seconds.
  static String text(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
