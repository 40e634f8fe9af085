package io.surgetank.http;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The `Date` of responses (RFC 9110, 6.6.1), written once a second.
final class DateHeader {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private record Written(long second, byte[] line) {}

  private final InstantSource clock;
  private volatile Written last = new Written(Long.MIN_VALUE, new byte[0]);

  DateHeader(InstantSource clock) {
    this.clock = clock;
  }

  byte[] line() {
    long second = Math.floorDiv(clock.millis(), 1000L);
    Written known = last;
    if (known.second() == second) return known.line();
    String text = "Date: " + FORMAT.format(java.time.Instant.ofEpochSecond(second)) + "\r\n";
    byte[] line = text.getBytes(StandardCharsets.US_ASCII);
    last = new Written(second, line);
    return line;
  }
}
