package io.surgetank.load.payload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Texts of a schema's format and length.
final class StringGenerator {
  /// Long enough to be told apart, short enough to be read.
  private static final int USUAL = 24;

  /// Times are made up around here, so that the same seed gives the same ones.
  private static final Instant SOME_DAY = Instant.parse("2026-01-01T00:00:00Z");

  private StringGenerator() {}

  static String of(JsonNode schema, RandomInputs randomInputs) {
    return switch (schema.path("format").asString("")) {
      // No one's address: example.com is kept free for examples (RFC 2606).
      case "email", "idn-email" -> fitted("load-" + randomInputs.unique(), schema, "@example.com");
      case "uuid" ->
          new UUID(
                  (randomInputs.random().nextLong() & ~0xF000L) | 0x4000L,
                  (randomInputs.random().nextLong() & ~0xC000_0000_0000_0000L) | Long.MIN_VALUE)
              .toString();
      case "date-time" -> someTime(randomInputs).toString();
      case "date" -> someTime(randomInputs).toString().substring(0, 10);
      case "time" -> someTime(randomInputs).toString().substring(11);
      case "duration" -> "PT" + randomInputs.random().nextInt(1, 1000) + "S";
      case "uri", "iri", "uri-reference", "iri-reference" ->
          "https://example.com/" + randomInputs.unique();
      case "hostname", "idn-hostname" -> randomInputs.letters(8) + ".example.com";
      case "ipv4" -> "192.0.2." + randomInputs.random().nextInt(1, 255);
      case "ipv6" -> "2001:db8::" + Integer.toHexString(randomInputs.random().nextInt(1, 0xFFFF));
      case "json-pointer" -> "/" + randomInputs.letters(6);
      case "regex" -> "^" + randomInputs.letters(4) + "$";
      default -> fitted(randomInputs.unique(), schema, "");
    };
  }

  private static Instant someTime(RandomInputs randomInputs) {
    return SOME_DAY
        .plusSeconds(randomInputs.random().nextInt(365 * 86_400))
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
