package io.surgetank.deploy.deployment;

import io.surgetank.deploy.cloudformation.YamlTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks values of parameters by the template, so that all errors are reported before anything is
/// uploaded.
final class ParameterValues {
  private ParameterValues() {}

  /// @param parameters the declarations in the template, by name
  static List<String> errors(Map<String, Object> parameters, Map<String, String> values) {
    var errors = new ArrayList<String>();
    values.forEach((name, value) -> {
      if (parameters.containsKey(name))
        error(YamlTree.inside(parameters, name), value)
            .ifPresent(error -> errors.add(name + "=" + value + ": " + error));
    });
    return errors;
  }

  private static Optional<String> error(Map<String, Object> parameter, String value) {
    if (parameter.get("AllowedValues") instanceof List<?> allowed) {
      var texts = allowed.stream().map(String::valueOf).toList();
      return texts.contains(value)
          ? Optional.empty()
          : Optional.of("must be one of " + String.join(", ", texts));
    }
    if (parameter.get("AllowedPattern") instanceof String pattern && !value.matches(pattern))
      return Optional.of("must match " + pattern);
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
              ? "must be " + least + " for these pipelines"
              : "must be " + least + " to " + most);
    } catch (NumberFormatException notOne) {
      return Optional.of("must be a number");
    }
  }
}
