package io.surgetank.core.api;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A client's preferences (RFC 7240). An invalid preference is ignored, as the RFC requires.
final class PreferHeader {
  /// Long enough to save polling, short enough for proxies' timeouts.
  static final int MAX_WAIT_SECONDS = 30;

  private PreferHeader() {}

  /// `wait=5`: how long the answer may wait for the job's end, bounded.
  static Optional<Duration> wait(Request request) {
    List<String> values = request.headers("prefer");
    if (values.isEmpty()) return Optional.empty();
    for (String preference : String.join(",", values).split("[,;]", -1)) {
      String text = preference.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT);
      if (!text.startsWith("wait=")) continue;
      String digits = text.substring("wait=".length());
      if (digits.isEmpty()
          || digits.length() > 9
          || !digits.chars().allMatch(PreferHeader::isDigit)) return Optional.empty();
      return Optional.of(Duration.ofSeconds(Math.min(MAX_WAIT_SECONDS, Integer.parseInt(digits))));
    }
    return Optional.empty();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
