package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;
import java.time.Duration;

/// A range of durations: `2s..5s`, or `3s` for a constant one.
record DelayParser(Duration least, Duration most) {
  static final DelayParser NONE = new DelayParser(Duration.ZERO, Duration.ZERO);

  static Parsed<DelayParser> read(String text) {
    int dots = text.indexOf("..");
    var least = Durations.read(dots < 0 ? text : text.substring(0, dots).strip());
    var most = Durations.read(dots < 0 ? text : text.substring(dots + 2).strip());
    if (least instanceof Parsed.Invalid<Duration>(var problem, var hint))
      return new Parsed.Invalid<>(problem, hint);
    if (most instanceof Parsed.Invalid<Duration>(var problem, var hint))
      return new Parsed.Invalid<>(problem, hint);
    if (least instanceof Parsed.Value<Duration>(var from)
        && most instanceof Parsed.Value<Duration>(var to)
        && from.compareTo(to) <= 0) return new Parsed.Value<>(new DelayParser(from, to));
    return new Parsed.Invalid<>(
        ErrorCollector.quote(text) + " is reversed",
        "put the shorter duration first, such as 2s..5s");
  }
}
