package io.surgetank.log;

import java.time.Instant;
import java.util.List;

/// What is logged, and how it is written. Lines below `least` are not even made.
public record LogSettings(LineFormat format, Level least) {
  public static final LogSettings DEFAULT = new LogSettings(LineFormat.TEXT, Level.INFO);

  /// One line, without its end, for what is said before there is a log. `fields` are names and
  /// values by turns.
  public String line(Instant at, Level level, String event, Object... fields) {
    var text = new StringBuilder();
    format.append(text, new Line(at.toEpochMilli(), level, event, List.of(fields)));
    return text.toString().stripTrailing();
  }
}
