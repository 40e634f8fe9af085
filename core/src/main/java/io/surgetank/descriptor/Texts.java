package io.surgetank.descriptor;

import io.surgetank.descriptor.Form.Read;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Plain texts: names, choices, origins.
final class Texts {
  private static final Pattern ORIGIN =
      Pattern.compile("\\*|https?://[A-Za-z0-9.-]{1,253}(:\\d{1,5})?");

  /// A member's name longer than this is a slip, and it is repeated in messages.
  private static final int MAX_MEMBER = 128;

  private Texts() {}

  /// The name of a member of a JSON object.
  static Read<String> member(String text) {
    return !text.isBlank() && text.length() <= MAX_MEMBER
        ? new Read.Good<>(text)
        : new Read.Bad<>(
            Faults.quote(text) + " is not a member's name",
            "write the name of one member of the payload, 1 to " + MAX_MEMBER + " characters");
  }

  static Read<String> origin(String text) {
    return ORIGIN.matcher(text).matches()
        ? new Read.Good<>(text)
        : new Read.Bad<>(
            Faults.quote(text) + " is not an origin",
            "write scheme and host without a path, such as https://shop.example, or \"*\" for any");
  }

  /// One of the constants of an enum, written in lower case.
  static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants())
      choices.put(constant.name().toLowerCase(java.util.Locale.ROOT), constant);
    return text -> {
      E choice = choices.get(text);
      return choice != null
          ? new Read.Good<>(choice)
          : new Read.Bad<>(
              Faults.quote(text) + " is not a choice",
              "write one of " + String.join(", ", choices.keySet()));
    };
  }
}
