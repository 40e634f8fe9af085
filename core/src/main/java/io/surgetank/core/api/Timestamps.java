package io.surgetank.core.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Times in the wire format: ISO 8601 in UTC with milliseconds.
final class Timestamps {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  static String text(Instant time) {
    return FORM.format(time);
  }

  /// Reads a time with any offset, or a date, which means its first instant in UTC.
  static Optional<Instant> parse(String text) {
    try {
      // A plus sign that was not percent-encoded arrives as a space.
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
