package io.surgetank.cli.log;

import java.time.Instant;
import java.util.List;

/// What is logged, and how it is written. Lines below `least` are not even made.
public record LogSettings(LogFormat format, LogLevel least) {
  public static final LogSettings DEFAULT = new LogSettings(LogFormat.TEXT, LogLevel.INFO);

  /// One line, without its end, for what is said before there is a log. `fields` are names and
  /// values by turns.
  public String line(Instant at, LogLevel logLevel, String event, Object... fields) {
    var text = new StringBuilder();
    format.append(text, new LogLine(at.toEpochMilli(), logLevel, event, List.of(fields)));
    return text.toString().stripTrailing();
  }
}
