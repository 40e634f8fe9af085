package io.surgetank.cli.server;

import io.surgetank.cli.command.FileErrors;
import java.util.Locale;
import java.util.Objects;

/// Error messages for users.
public final class ErrorMessages {
  private ErrorMessages() {}

  /// The message of the exception, with that of its cause.
  public static String of(RuntimeException exception) {
    String text =
        Objects.requireNonNullElse(exception.getMessage(), exception.getClass().getSimpleName());
    Throwable cause = exception.getCause();
    String more = cause == null ? "" : more(text, cause);
    if (!more.isEmpty()) text += ": " + more;
    String first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return first.endsWith(".") ? first : first + ".";
  }

  /// A cause that only repeats the message or names an exception class adds nothing.
  private static String more(String text, Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause())
      if (each.getMessage() != null && text.contains(each.getMessage()))
        return FileErrors.reason(each);
    String message = Objects.requireNonNullElse(cause.getMessage(), "");
    return message.contains("Exception") ? "" : FileErrors.sentence(cause);
  }
}
