package io.surgetank.cli.wiring;

import java.util.Locale;
import java.util.Objects;

/// What went wrong, as a person reads it.
public final class ErrorMessages {
  private ErrorMessages() {}

  /// What the exception says, and what its cause adds to that.
  public static String of(RuntimeException fault) {
    String text = Objects.requireNonNullElse(fault.getMessage(), fault.getClass().getSimpleName());
    Throwable cause = fault.getCause();
    String more = cause == null ? null : cause.getMessage();
    // Our own causes are sentences; those that merely name a class or a path repeat us.
    if (more != null && !text.contains(more) && !more.contains("Exception")) text += ": " + more;
    String first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return first.endsWith(".") ? first : first + ".";
  }
}
