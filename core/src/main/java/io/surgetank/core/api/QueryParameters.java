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

/// A query string taken apart, and all that is wrong with it.
record QueryParameters(Map<String, String> values, List<Violation> faults) {

  /// Reads `raw`, which may name what is `known`, each once.
  static QueryParameters parse(String raw, Set<String> known) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Violation> faults = new ArrayList<>();
    for (String pair : raw.split("&", -1)) {
      if (pair.isEmpty()) continue;
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (faults.size() >= Violation.MAX_FAULTS) break;
      if (!known.contains(name))
        faults.add(
            Violation.ofWhole(
                "'%s' is not a parameter here; there are %s"
                    .formatted(name, String.join(", ", known.stream().sorted().toList()))));
      else if (values.putIfAbsent(name, value) != null)
        faults.add(Violation.ofWhole("'" + name + "' is given more than once"));
    }
    return new QueryParameters(values, faults);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  void fault(String detail) {
    faults.add(Violation.ofWhole(detail));
  }

  /// A whole number from 1 to `max`.
  int number(String name, int otherwise, int max) {
    Optional<String> text = value(name);
    if (text.isEmpty()) return otherwise;
    String digits = text.get();
    boolean isNumber = digits.length() < 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int number = isNumber ? Integer.parseInt(digits) : 0;
    if (number >= 1 && number <= max) return number;
    fault("'" + name + "' is a whole number from 1 to " + max);
    return otherwise;
  }

  /// What cannot be decoded stands for itself; it is then no name and no value that anybody knows.
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
