package io.surgetank.load.payload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Strings of a schema's format and length.
final class StringGenerator {
  /// Long enough to be distinct, short enough to read.
  private static final int USUAL_LENGTH = 24;

  /// Fixed, so that the same seed gives the same times.
  private static final Instant FIRST_TIME = Instant.parse("2026-01-01T00:00:00Z");

  private StringGenerator() {}

  static String of(JsonNode schema, RandomInputs randomInputs) {
    return switch (schema.path("format").asString("")) {
      // example.com is reserved for examples (RFC 2606).
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
    return FIRST_TIME
        .plusSeconds(randomInputs.random().nextInt(365 * 86_400))
        .truncatedTo(ChronoUnit.SECONDS);
  }

  /// `text` and `end`, shortened or extended to the schema's length.
  private static String fitted(String text, JsonNode schema, String end) {
    int min = schema.path("minLength").asInt(0) - end.length();
    int max = schema.path("maxLength").asInt(Math.max(USUAL_LENGTH * 4, min + end.length()));
    max -= end.length();
    String fitted = text;
    while (fitted.length() < min) fitted += "-" + text;
    int length = Math.min(Math.max(min, Math.min(fitted.length(), USUAL_LENGTH)), max);
    return fitted.substring(0, Math.max(0, Math.min(fitted.length(), length))) + end;
  }
}
