package io.surgetank.cli.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/// Converts durations: `500ms`, `30s`, `5m`, `1h`, `90d`, `0`.
final class DurationConverter {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)|0");

  private DurationConverter() {}

  static Duration duration(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches())
      throw new TypeConversionException(
          "'" + text + "' is not a duration: use 500ms, 30s, 5m, 1h or 90d");
    if (matcher.group(1) == null) return Duration.ZERO;
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
