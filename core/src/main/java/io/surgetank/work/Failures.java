package io.surgetank.work;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a failure reads in a job's history: what went wrong, without the noise of where.
final class Failures {
  private Failures() {}

  /// The exception's message; of one that only wraps another, the other's; of one without a
  /// message, its plain name.
  static String text(Throwable surprise) {
    @Nullable Throwable cause = surprise.getCause();
    @Nullable String message = surprise.getMessage();
    boolean onlyWraps = cause != null && (message == null || message.equals(cause.toString()));
    if (cause != null && onlyWraps && cause != surprise) return text(cause);
    return message == null || message.isBlank() ? surprise.getClass().getSimpleName() : message;
  }

  /// `10 s`, or `1500 ms` where it is not whole seconds.
  static String text(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
