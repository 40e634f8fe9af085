package io.surgetank.cli.log;

import java.time.Instant;
import java.util.List;

/// The format and the lowest level of log lines.
public record LogSettings(LogFormat format, LogLevel least) {
  public static final LogSettings DEFAULT = new LogSettings(LogFormat.TEXT, LogLevel.INFO);

  /// A line without line separator, for output before there is a log. `fields` are alternating
  /// names and values.
  public String line(Instant at, LogLevel logLevel, String event, Object... fields) {
    var text = new StringBuilder();
    format.append(text, new LogLine(at.toEpochMilli(), logLevel, event, List.of(fields)));
    return text.toString().stripTrailing();
  }
}
