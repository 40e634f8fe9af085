package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;
import java.time.Duration;

/// A stretch of durations from the shortest to the longest: `2s..5s`, or `3s` for always the same.
record DelayParser(Duration least, Duration most) {
  static final DelayParser NONE = new DelayParser(Duration.ZERO, Duration.ZERO);

  static Parsed<DelayParser> read(String text) {
    int dots = text.indexOf("..");
    var least = Durations.read(dots < 0 ? text : text.substring(0, dots).strip());
    var most = Durations.read(dots < 0 ? text : text.substring(dots + 2).strip());
    if (least instanceof Parsed.Invalid<Duration>(var problem, var cure))
      return new Parsed.Invalid<>(problem, cure);
    if (most instanceof Parsed.Invalid<Duration>(var problem, var cure))
      return new Parsed.Invalid<>(problem, cure);
    if (least instanceof Parsed.Value<Duration>(var from)
        && most instanceof Parsed.Value<Duration>(var to)
        && from.compareTo(to) <= 0) return new Parsed.Value<>(new DelayParser(from, to));
    return new Parsed.Invalid<>(
        ErrorCollector.quote(text) + " runs backwards",
        "write the shorter duration first, such as 2s..5s");
  }
}
