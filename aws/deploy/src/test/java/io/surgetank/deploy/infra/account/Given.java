package io.surgetank.deploy.infra.account;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The values of a template's parameters: what is given, what stood before, what is usual.
final class Given {
  private Given() {}

  /// @param asked holds `Parameters.member.N`
  /// @param before what the standing stack was given
  static Map<String, String> values(Template template, Asked asked, Map<String, String> before)
      throws Refusal {
    var parameters = template.part("Parameters");
    Map<String, String> given = given(asked, before);
    var unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(parameters.keySet());
    if (!unknown.isEmpty())
      throw Refusal.invalid("Parameters: " + unknown + " do not exist in the template");
    var values = new LinkedHashMap<String, String>();
    var lacking = new ArrayList<String>();
    for (var parameter : parameters.entrySet()) {
      var terms = Parts.named(parameter.getValue());
      String name = parameter.getKey();
      if (given.containsKey(name)) values.put(name, given.getOrDefault(name, ""));
      else if (terms.containsKey("Default")) values.put(name, Parts.text(terms, "Default"));
      else lacking.add(name);
    }
    if (!lacking.isEmpty()) throw Refusal.invalid("Parameters: " + lacking + " must have values");
    for (var value : values.entrySet())
      check(value.getKey(), value.getValue(), Parts.named(parameters.get(value.getKey())));
    return values;
  }

  private static Map<String, String> given(Asked asked, Map<String, String> before) throws Refusal {
    var given = new LinkedHashMap<String, String>();
    for (int i = 1; asked.has("Parameters.member." + i + ".ParameterKey"); i++) {
      String member = "Parameters.member." + i;
      String name = asked.text(member + ".ParameterKey");
      if (!asked.text(member + ".UsePreviousValue").equals("true"))
        given.put(name, asked.text(member + ".ParameterValue"));
      else if (before.containsKey(name)) given.put(name, before.getOrDefault(name, ""));
      else
        throw Refusal.invalid(
            "Invalid input for parameter key %s. Cannot specify usePreviousValue as true for a parameter key not in the previous template"
                .formatted(name));
    }
    return given;
  }

  private static void check(String name, String value, Map<String, Object> terms) throws Refusal {
    String pattern = Parts.text(terms, "AllowedPattern");
    if (!pattern.isEmpty() && !value.matches(pattern))
      throw Refusal.invalid(
          "Parameter %s failed to satisfy constraint: must match pattern %s"
              .formatted(name, pattern));
    List<String> allowed =
        Parts.list(terms.get("AllowedValues")).stream().map(String::valueOf).toList();
    if (!allowed.isEmpty() && !allowed.contains(value))
      throw Refusal.invalid("Parameter '%s' must be one of AllowedValues".formatted(name));
    int least = Integer.parseInt(String.valueOf(terms.getOrDefault("MinLength", 0)));
    if (value.length() < least)
      throw Refusal.invalid(
          "Parameter '%s' must contain at least %d characters".formatted(name, least));
    if ("Number".equals(terms.get("Type"))) bounds(name, value, terms);
  }

  private static void bounds(String name, String value, Map<String, Object> terms) throws Refusal {
    BigDecimal number;
    try {
      number = new BigDecimal(value);
    } catch (NumberFormatException unreadable) {
      throw Refusal.invalid("Parameter '%s' must be a number".formatted(name));
    }
    String least = Parts.text(terms, "MinValue");
    String most = Parts.text(terms, "MaxValue");
    if (!least.isEmpty() && number.compareTo(new BigDecimal(least)) < 0)
      throw Refusal.invalid(
          "Parameter '%s' must be a number not less than %s".formatted(name, least));
    if (!most.isEmpty() && number.compareTo(new BigDecimal(most)) > 0)
      throw Refusal.invalid(
          "Parameter '%s' must be a number not greater than %s".formatted(name, most));
  }
}
