package io.surgetank.cli.log;

import java.text.MessageFormat;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sends what libraries log to the same lines as everything else; their chatter below a warning is
/// left out.
public final class LibraryLogHandler extends Handler {
  /// Warns of every keyword that we add to schemas on purpose. Held, because the JDK would forget
  /// it.
  private static final Logger SCHEMAS = Logger.getLogger("com.networknt");

  private final AsyncLogWriter asyncLogWriter;

  private LibraryLogHandler(AsyncLogWriter asyncLogWriter) {
    this.asyncLogWriter = asyncLogWriter;
  }

  /// Takes over the logging of this process.
  public static void install(AsyncLogWriter asyncLogWriter) {
    silence();
    var handler = new LibraryLogHandler(asyncLogWriter);
    handler.setLevel(java.util.logging.Level.WARNING);
    Logger.getLogger("").addHandler(handler);
  }

  /// Lets nothing below a warning be made and nothing be written by the JDK's own handlers.
  public static void silence() {
    LogManager.getLogManager().reset();
    Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
    SCHEMAS.setLevel(java.util.logging.Level.SEVERE);
  }

  @Override
  public void publish(LogRecord logged) {
    if (!isLoggable(logged)) return;
    boolean severe = logged.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue();
    asyncLogWriter.tell(
        severe ? LogLevel.ERROR : LogLevel.WARN,
        "system",
        "source",
        orNothing(logged.getLoggerName()),
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
    String pattern = orNothing(logged.getMessage());
    Object[] parameters = logged.getParameters();
    if (parameters == null || parameters.length == 0) return pattern;
    try {
      return new MessageFormat(pattern).format(parameters);
    } catch (IllegalArgumentException notAPattern) {
      return pattern;
    }
  }

  /// The exceptions' names, texts and first places, innermost last: enough to find the fault, in
  /// one line.
  private static String cause(@Nullable Throwable thrown) {
    var text = new StringBuilder();
    int depth = 0;
    for (Throwable at = thrown; at != null && depth < 5; at = at.getCause(), depth++) {
      if (!text.isEmpty()) text.append(" <- ");
      text.append(at);
      StackTraceElement[] places = at.getStackTrace();
      for (int place = 0; place < Math.min(3, places.length); place++)
        text.append(" @ ").append(places[place]);
    }
    return text.toString();
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }
}
