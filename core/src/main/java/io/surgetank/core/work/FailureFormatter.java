package io.surgetank.core.work;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Formats failures for a job's history. An exception is user code: its methods may throw, recurse
/// or form a cycle of causes. Nothing here throws in any case.
public final class FailureFormatter {
  /// The most causes that are followed, against cycles.
  private static final int MAX_CAUSES = 16;

  /// Replaces a message that cannot be read.
  private static final String UNREADABLE = "(its message cannot be read)";

  /// Frames of one exception that are kept: those next to where it was thrown.
  private static final int MAX_FRAMES = 24;

  /// Limit for a message within a stack trace; the failure's text has more of it.
  private static final int MAX_MESSAGE_LENGTH = 500;

  /// The frames below are the same for every handler.
  private static final String CALLER = HandlerRunner.class.getName();

  private FailureFormatter() {}

  static Failure of(Throwable unexpected) {
    return new Failure(text(unexpected), stackTrace(unexpected));
  }

  /// The class and the message, such as `NoSuchFileException: prices.csv`; of a mere wrapper, those
  /// of its cause. `Exception` and `IOException` add nothing to the message, so they are omitted.
  private static String text(Throwable unexpected) {
    try {
      return describe(unwrapped(unexpected));
    } catch (Throwable outOfMemory) {
      return "the handler failed, and its failure cannot be described";
    }
  }

  /// Class and message of the exception and of each cause, in one line; mere wrappers are omitted.
  public static String causes(Throwable unexpected) {
    try {
      var text = new StringBuilder();
      var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
      for (Throwable at = unwrapped(unexpected); at != null && seen.size() < MAX_CAUSES; ) {
        if (!seen.add(at)) break;
        text.append(text.isEmpty() ? "" : "; caused by ").append(describe(at));
        @Nullable Throwable cause = cause(at);
        at = cause == null ? null : unwrapped(cause);
      }
      return text.toString();
    } catch (Throwable outOfMemory) {
      return "its failure cannot be described";
    }
  }

  /// The exception and its causes with their innermost frames.
  private static String stackTrace(Throwable unexpected) {
    try {
      var text = new StringBuilder();
      var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
      for (Throwable at = unexpected;
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
    if (message.length() > MAX_MESSAGE_LENGTH) text.append('…');
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

  private static StackTraceElement[] frames(Throwable unexpected) {
    try {
      return unexpected.getStackTrace();
    } catch (Throwable unreadable) {
      return new StackTraceElement[0];
    }
  }

  private static Throwable unwrapped(Throwable unexpected) {
    Throwable inner = unexpected;
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

  private static String describe(Throwable unexpected) {
    String message = message(unexpected).strip();
    if (message.isEmpty()) return name(unexpected.getClass());
    boolean saysNothing =
        unexpected.getClass() == IOException.class || unexpected.getClass() == Exception.class;
    return saysNothing ? message : name(unexpected.getClass()) + ": " + message;
  }

  /// Without package and enclosing class. [Class#getSimpleName()] is empty for anonymous classes
  /// and throws for some that other languages' compilers make.
  private static String name(Class<?> type) {
    String name = type.getName();
    String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    boolean isNumber = simple.chars().allMatch(Character::isDigit);
    return isNumber ? name.substring(name.lastIndexOf('.') + 1) : simple;
  }

  /// Empty if there is none.
  private static String message(Throwable unexpected) {
    return read(unexpected::getMessage);
  }

  private static String read(Supplier<@Nullable String> from) {
    try {
      @Nullable String text = from.get();
      return text == null ? "" : text;
    } catch (Throwable unreadable) {
      return UNREADABLE;
    }
  }

  private static @Nullable Throwable cause(Throwable unexpected) {
    try {
      return unexpected.getCause();
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /// `10 s`, or `1500 ms` where it is not whole seconds.
  static String text(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
