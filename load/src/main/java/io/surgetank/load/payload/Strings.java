package io.surgetank.load.payload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Texts of a schema's format and length.
final class Strings {
  /// Long enough to be told apart, short enough to be read.
  private static final int USUAL = 24;

  /// Times are made up around here, so that the same seed gives the same ones.
  private static final Instant SOME_DAY = Instant.parse("2026-01-01T00:00:00Z");

  private Strings() {}

  static String of(JsonNode schema, Dice dice) {
    return switch (schema.path("format").asString("")) {
      // No one's address: example.com is kept free for examples (RFC 2606).
      case "email", "idn-email" -> fitted("load-" + dice.unique(), schema, "@example.com");
      case "uuid" ->
          new UUID(
                  (dice.random().nextLong() & ~0xF000L) | 0x4000L,
                  (dice.random().nextLong() & ~0xC000_0000_0000_0000L) | Long.MIN_VALUE)
              .toString();
      case "date-time" -> someTime(dice).toString();
      case "date" -> someTime(dice).toString().substring(0, 10);
      case "time" -> someTime(dice).toString().substring(11);
      case "duration" -> "PT" + dice.random().nextInt(1, 1000) + "S";
      case "uri", "iri", "uri-reference", "iri-reference" -> "https://example.com/" + dice.unique();
      case "hostname", "idn-hostname" -> dice.letters(8) + ".example.com";
      case "ipv4" -> "192.0.2." + dice.random().nextInt(1, 255);
      case "ipv6" -> "2001:db8::" + Integer.toHexString(dice.random().nextInt(1, 0xFFFF));
      case "json-pointer" -> "/" + dice.letters(6);
      case "regex" -> "^" + dice.letters(4) + "$";
      default -> fitted(dice.unique(), schema, "");
    };
  }

  private static Instant someTime(Dice dice) {
    return SOME_DAY
        .plusSeconds(dice.random().nextInt(365 * 86_400))
        .truncatedTo(ChronoUnit.SECONDS);
  }

  /// The text and its end, made as long as the schema wants it.
  private static String fitted(String text, JsonNode schema, String end) {
    int least = schema.path("minLength").asInt(0) - end.length();
    int most = schema.path("maxLength").asInt(Math.max(USUAL * 4, least + end.length()));
    most -= end.length();
    String fitted = text;
    while (fitted.length() < least) fitted += "-" + text;
    int length = Math.min(Math.max(least, Math.min(fitted.length(), USUAL)), most);
    return fitted.substring(0, Math.max(0, Math.min(fitted.length(), length))) + end;
  }
}
