package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/// Durations: an integer and a unit (`500ms`, `10s`, `5m`, `12h`, `14d`), or ISO-8601 (`PT10S`).
public final class Durations {
  /// A hundred years: longer is a typing error, and sums must not overflow.
  static final Duration MAX = Duration.ofDays(36_500);

  private static final String HINT =
      "use an integer and one of ms, s, m, h, d, such as 500ms, 10s or 14d (or ISO-8601, such"
          + " as PT10S)";

  // At most 15 digits, so that MAX catches the product with a day's milliseconds before it
  // overflows.
  private static final Pattern SHORT = Pattern.compile("(\\d{1,15})(ms|s|m|h|d)");

  private Durations() {}

  static Parsed<Duration> read(String text) {
    var matcher = SHORT.matcher(text);
    if (matcher.matches()) return bounded(text, times(matcher.group(1), matcher.group(2)));
    if (text.matches("\\d+"))
      return new Parsed.Invalid<>(ErrorCollector.quote(text) + " has no unit", HINT);
    if (!text.startsWith("P")) return bad(text);
    try {
      return bounded(text, Duration.parse(text));
    } catch (DateTimeParseException | ArithmeticException notIso) {
      return bad(text);
    }
  }

  /// Durations of at least one millisecond.
  static ValueParser<Duration> positive() {
    return form(Durations::read)
        .where(
            value -> value.compareTo(Duration.ofMillis(1)) >= 0,
            "is not positive",
            "use at least 1ms");
  }

  static ValueParser<Duration> atLeast(Duration least) {
    return form(Durations::read)
        .where(
            value -> value.compareTo(least) >= 0, "is too short", "use at least " + written(least));
  }

  /// The duration as in the configuration: in the largest unit that divides it.
  public static String written(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) return millis + "ms";
    long seconds = millis / 1000;
    if (seconds != 0 && seconds % 86_400 == 0) return seconds / 86_400 + "d";
    if (seconds != 0 && seconds % 3600 == 0) return seconds / 3600 + "h";
    if (seconds != 0 && seconds % 60 == 0) return seconds / 60 + "m";
    return seconds + "s";
  }

  static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> throw new IllegalArgumentException("unknown unit of time: " + name);
    };
  }

  private static ValueParser<Duration> form(ValueParser<Duration> valueParser) {
    return valueParser;
  }

  private static Duration times(String digits, String unit) {
    long count = Long.parseLong(digits);
    long most = MAX.dividedBy(unit(unit)) + 1;
    return unit(unit).multipliedBy(Math.min(count, most));
  }

  private static Parsed<Duration> bounded(String text, Duration value) {
    if (value.isNegative())
      return new Parsed.Invalid<>(ErrorCollector.quote(text) + " is negative", HINT);
    if (value.compareTo(MAX) > 0)
      return new Parsed.Invalid<>(
          ErrorCollector.quote(text) + " is more than a hundred years", "use less");
    return new Parsed.Value<>(value);
  }

  private static Parsed<Duration> bad(String text) {
    return new Parsed.Invalid<>(ErrorCollector.quote(text) + " is not a duration", HINT);
  }
}
