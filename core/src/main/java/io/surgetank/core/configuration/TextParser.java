package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Strings: names, choices, origins.
final class TextParser {
  private static final Pattern ORIGIN =
      Pattern.compile("\\*|https?://[A-Za-z0-9.-]{1,253}(:\\d{1,5})?");

  /// A longer member name is a mistake, and it is repeated in messages.
  private static final int MAX_MEMBER = 128;

  private TextParser() {}

  /// The name of a member of a JSON object.
  static Parsed<String> member(String text) {
    return !text.isBlank() && text.length() <= MAX_MEMBER
        ? new Parsed.Value<>(text)
        : new Parsed.Invalid<>(
            ErrorCollector.quote(text) + " is not a member name",
            "use the name of one member of the payload, 1 to " + MAX_MEMBER + " characters");
  }

  static Parsed<String> origin(String text) {
    return ORIGIN.matcher(text).matches()
        ? new Parsed.Value<>(text)
        : new Parsed.Invalid<>(
            ErrorCollector.quote(text) + " is not an origin",
            "use scheme and host without a path, such as https://shop.example, or \"*\" for any");
  }

  /// One of the constants of an enum, written in lower case.
  static <E extends Enum<E>> ValueParser<E> oneOf(Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants())
      choices.put(constant.name().toLowerCase(java.util.Locale.ROOT), constant);
    return text -> {
      E choice = choices.get(text);
      return choice != null
          ? new Parsed.Value<>(choice)
          : new Parsed.Invalid<>(
              ErrorCollector.quote(text) + " is not allowed",
              "use one of " + String.join(", ", choices.keySet()));
    };
  }
}
