package io.surgetank.cli.log;

import java.text.MessageFormat;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Logs what libraries log through `java.util.logging`, from warnings up.
public final class LibraryLogHandler extends Handler {
  /// Warns of every non-standard keyword in a schema, such as `errorMessage`. A strong reference,
  /// because the JDK holds loggers weakly.
  private static final Logger SCHEMAS = Logger.getLogger("com.networknt");

  private final AsyncLogWriter asyncLogWriter;

  private LibraryLogHandler(AsyncLogWriter asyncLogWriter) {
    this.asyncLogWriter = asyncLogWriter;
  }

  /// Replaces the logging of this process.
  public static void install(AsyncLogWriter asyncLogWriter) {
    silence();
    var handler = new LibraryLogHandler(asyncLogWriter);
    handler.setLevel(java.util.logging.Level.WARNING);
    Logger.getLogger("").addHandler(handler);
  }

  /// Removes the JDK's handlers, and discards everything below a warning.
  public static void silence() {
    LogManager.getLogManager().reset();
    Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
    SCHEMAS.setLevel(java.util.logging.Level.SEVERE);
  }

  @Override
  public void publish(LogRecord logged) {
    if (!isLoggable(logged)) return;
    boolean severe = logged.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue();
    asyncLogWriter.log(
        severe ? LogLevel.ERROR : LogLevel.WARN,
        "system",
        "source",
        orEmpty(logged.getLoggerName()),
        "message",
        message(logged),
        "cause",
        cause(logged.getThrown()));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  private static String message(LogRecord logged) {
    String pattern = orEmpty(logged.getMessage());
    Object[] parameters = logged.getParameters();
    if (parameters == null || parameters.length == 0) return pattern;
    try {
      return new MessageFormat(pattern).format(parameters);
    } catch (IllegalArgumentException notAPattern) {
      return pattern;
    }
  }

  /// Classes, messages and top stack frames of the exception and its causes, in one line.
  private static String cause(@Nullable Throwable thrown) {
    var text = new StringBuilder();
    int depth = 0;
    for (Throwable at = thrown; at != null && depth < 5; at = at.getCause(), depth++) {
      if (!text.isEmpty()) text.append(" <- ");
      text.append(at);
      StackTraceElement[] frames = at.getStackTrace();
      for (int frame = 0; frame < Math.min(3, frames.length); frame++)
        text.append(" @ ").append(frames[frame]);
    }
    return text.toString();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
