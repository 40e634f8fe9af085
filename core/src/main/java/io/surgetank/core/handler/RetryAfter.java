package io.surgetank.core.handler;

import io.surgetank.core.pipeline.RetryPolicy;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The `Retry-After` header (RFC 9110, 10.2.3): seconds, or a date in any of the three formats that
/// a recipient must accept (5.6.7).
final class RetryAfter {
  /// A two-digit year is at most 50 years in the future.
  private static final int YEARS_BEHIND = 49;

  private RetryAfter() {}

  /// At most [RetryPolicy#MAX_WAIT]. Empty when the value has none of the formats.
  static Optional<Duration> read(String value, Instant now) {
    String text = value.strip();
    if (text.matches("[0-9]{1,20}")) {
      long most = RetryPolicy.MAX_WAIT.toSeconds();
      BigInteger seconds = new BigInteger(text).min(BigInteger.valueOf(most));
      return Optional.of(Duration.ofSeconds(seconds.longValueExact()));
    }
    for (DateTimeFormatter form : forms(now)) {
      try {
        Instant at = LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC);
        Duration wait = Duration.between(now, at);
        if (wait.isNegative()) return Optional.of(Duration.ZERO);
        return Optional.of(wait.compareTo(RetryPolicy.MAX_WAIT) > 0 ? RetryPolicy.MAX_WAIT : wait);
      } catch (DateTimeException another) {
        // Try the next format.
      }
    }
    return Optional.empty();
  }

  private static List<DateTimeFormatter> forms(Instant now) {
    int first = now.atOffset(ZoneOffset.UTC).getYear() - YEARS_BEHIND;
    DateTimeFormatter rfc850 =
        new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, first)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH);
    return List.of(
        DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH),
        rfc850,
        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH));
  }
}
