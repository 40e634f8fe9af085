package io.surgetank.load.profile;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Requests per second, written `200/s`, `3000/m` or `0.5/s`.
public record RequestRate(double perSecond) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)/(s|m|h)");
  private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+)");

  public RequestRate {
    if (!(perSecond > 0 && perSecond <= 1_000_000))
      throw new IllegalArgumentException("a rate must be greater than zero and at most 1000000/s");
  }

  /// Two rates, as in `100/s..1000/s`.
  public record Range(RequestRate from, RequestRate to) {
    public static Range parse(String text) {
      Matcher matcher = RANGE.matcher(text.strip());
      if (!matcher.matches())
        throw new IllegalArgumentException(
            "invalid pair of rates '" + text + "': use, for example, 100/s..1000/s");
      return new Range(RequestRate.parse(matcher.group(1)), RequestRate.parse(matcher.group(2)));
    }
  }

  public static RequestRate parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches())
      throw new IllegalArgumentException(
          "invalid rate '" + text + "': use, for example, 200/s or 3000/m");
    Duration unit =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          default -> Duration.ofHours(1);
        };
    return new RequestRate(Double.parseDouble(matcher.group(1)) / unit.toSeconds());
  }
}
