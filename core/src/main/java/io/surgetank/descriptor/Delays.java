package io.surgetank.descriptor;

import io.surgetank.descriptor.Form.Read;
import java.time.Duration;

/// A stretch of durations from the shortest to the longest: `2s..5s`, or `3s` for always the same.
record Delays(Duration least, Duration most) {
  static final Delays NONE = new Delays(Duration.ZERO, Duration.ZERO);

  static Read<Delays> read(String text) {
    int dots = text.indexOf("..");
    var least = Durations.read(dots < 0 ? text : text.substring(0, dots).strip());
    var most = Durations.read(dots < 0 ? text : text.substring(dots + 2).strip());
    if (least instanceof Read.Bad<Duration>(var problem, var cure))
      return new Read.Bad<>(problem, cure);
    if (most instanceof Read.Bad<Duration>(var problem, var cure))
      return new Read.Bad<>(problem, cure);
    if (least instanceof Read.Good<Duration>(var from)
        && most instanceof Read.Good<Duration>(var to)
        && from.compareTo(to) <= 0) return new Read.Good<>(new Delays(from, to));
    return new Read.Bad<>(
        Faults.quote(text) + " runs backwards", "write the shorter duration first, such as 2s..5s");
  }
}
