package io.surgetank.core.api;

import io.surgetank.core.intake.Violation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A parsed query string, and its violations.
record QueryParameters(Map<String, String> values, List<Violation> violations) {

  /// Parses `raw`, which may contain each `known` name once.
  static QueryParameters parse(String raw, Set<String> known) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Violation> violations = new ArrayList<>();
    for (String pair : raw.split("&", -1)) {
      if (pair.isEmpty()) continue;
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (violations.size() >= Violation.MAX_VIOLATIONS) break;
      if (!known.contains(name))
        violations.add(
            Violation.ofWhole(
                "unknown parameter '%s'; expected one of %s"
                    .formatted(name, String.join(", ", known.stream().sorted().toList()))));
      else if (values.putIfAbsent(name, value) != null)
        violations.add(Violation.ofWhole("'" + name + "' is given more than once"));
    }
    return new QueryParameters(values, violations);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  void addViolation(String detail) {
    violations.add(Violation.ofWhole(detail));
  }

  /// A whole number from 1 to `max`.
  int number(String name, int otherwise, int max) {
    Optional<String> text = value(name);
    if (text.isEmpty()) return otherwise;
    String digits = text.get();
    boolean isNumber = digits.length() < 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int number = isNumber ? Integer.parseInt(digits) : 0;
    if (number >= 1 && number <= max) return number;
    addViolation("'" + name + "' must be an integer from 1 to " + max);
    return otherwise;
  }

  /// Text that cannot be decoded is kept as it is, and fails validation as an unknown name or
  /// value.
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
