package io.surgetank.deploy.deployment;

import io.surgetank.deploy.cloudformation.YamlTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Values against what a template says of its parameters, so that a wrong one is refused before
/// anything is uploaded, and all of them at once.
final class ParameterValues {
  private ParameterValues() {}

  /// @param parameters the template's, by name
  static List<String> faults(Map<String, Object> parameters, Map<String, String> values) {
    var faults = new ArrayList<String>();
    values.forEach((name, value) -> {
      if (parameters.containsKey(name))
        fault(YamlTree.inside(parameters, name), value)
            .ifPresent(fault -> faults.add(name + "=" + value + ": " + fault));
    });
    return faults;
  }

  private static Optional<String> fault(Map<String, Object> parameter, String value) {
    if (parameter.get("AllowedValues") instanceof List<?> allowed) {
      var texts = allowed.stream().map(String::valueOf).toList();
      return texts.contains(value)
          ? Optional.empty()
          : Optional.of("one of " + String.join(", ", texts));
    }
    if (parameter.get("AllowedPattern") instanceof String pattern && !value.matches(pattern))
      return Optional.of("does not match " + pattern);
    return "Number".equals(parameter.get("Type")) ? number(parameter, value) : Optional.empty();
  }

  private static Optional<String> number(Map<String, Object> parameter, String value) {
    try {
      var number = new BigDecimal(value);
      var least = new BigDecimal(String.valueOf(parameter.get("MinValue")));
      var most = new BigDecimal(String.valueOf(parameter.get("MaxValue")));
      if (number.compareTo(least) >= 0 && number.compareTo(most) <= 0) return Optional.empty();
      return Optional.of(
          least.compareTo(most) == 0
              ? "these pipelines need " + least
              : "at least " + least + ", at most " + most);
    } catch (NumberFormatException notOne) {
      return Optional.of("not a number");
    }
  }
}
