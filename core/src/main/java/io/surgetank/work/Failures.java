package io.surgetank.work;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a failure reads in a job's history.
///
/// An exception is the handler's own code: its methods may throw, recurse or name each other as
/// causes in a circle. Nothing here throws, whatever it is given.
final class Failures {
  /// Causes that are followed. More are a circle, or as good as one.
  private static final int MAX_CAUSES = 16;

  /// What stands for a message that cannot be read.
  private static final String UNREADABLE = "(its message cannot be read)";

  private Failures() {}

  /// The class and the message, such as `NoSuchFileException: prices.csv`; of an exception that
  /// only wraps another, those of the other. `Exception` and `IOException` say nothing that the
  /// message does not, so they are left out.
  static String text(Throwable surprise) {
    try {
      return describe(unwrapped(surprise));
    } catch (Throwable outOfMemory) {
      return "the handler failed, and its failure cannot be described";
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
