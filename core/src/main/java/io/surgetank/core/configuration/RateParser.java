package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;
import io.surgetank.core.pipeline.Rate;
import java.time.Duration;
import java.util.regex.Pattern;

/// Rates: `500/s`, `30/m`, `10/5s`, with or without `, burst 1000`.
final class RateParser {
  private static final String HINT =
      "use a number per period, such as 500/s, 30/m or 10/5s, with an optional burst: 500/s, burst"
          + " 1000";

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}) ?/ ?(\\d{0,6}(?:ms|s|m|h|d))(?: ?, ?burst (\\d{1,9}))?");

  private RateParser() {}

  /// Parses rates; the default burst is what the rate allows in `window`, at least 1.
  static ValueParser<Rate> withBurstOf(Duration window) {
    return text -> {
      var matcher = FORM.matcher(text);
      if (!matcher.matches())
        return new Parsed.Invalid<>(ErrorCollector.quote(text) + " is not a rate", HINT);
      int permits = Integer.parseInt(matcher.group(1));
      String time = matcher.group(2);
      String counted = Character.isDigit(time.charAt(0)) ? time : "1" + time;
      return switch (Durations.positive().read(counted)) {
        case Parsed.Invalid<Duration>(var problem, var hint) -> new Parsed.Invalid<>(problem, hint);
        case Parsed.Value<Duration>(var per) -> {
          String given = matcher.group(3);
          long burst = given == null ? within(window, permits, per) : Long.parseLong(given);
          yield permits < 1 || burst < 1
              ? new Parsed.Invalid<>(ErrorCollector.quote(text) + " allows nothing", HINT)
              : new Parsed.Value<>(new Rate(permits, per, (int) burst));
        }
      };
    };
  }

  private static long within(Duration window, int permits, Duration per) {
    double share = (double) window.toMillis() / per.toMillis();
    return Math.clamp((long) (permits * share), 1, Integer.MAX_VALUE);
  }
}
