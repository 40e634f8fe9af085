package io.surgetank.core.intake;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The keywords of [SimpleSchema]. As the standard says, a keyword admits values of types to which
/// it does not apply.
final class SimpleKeywords {
  /// Whether a value is recognised as valid.
  @FunctionalInterface
  interface Rule {
    boolean admits(JsonNode value);
  }

  record Property(String name, Rule rule) {}

  /// Decimals with a larger exponent are left to the validator.
  private static final int MAX_SCALE = 100;

  private static final EmailFormat ADDRESS = EmailFormat.ascii();

  static final Rule EMAIL = value -> !value.isString() || ADDRESS.isAddress(value.stringValue());

  /// 1.0 is an integer, too, which the validator decides.
  private static final Map<String, Predicate<JsonNode>> TYPES =
      Map.of(
          "object", JsonNode::isObject,
          "array", JsonNode::isArray,
          "string", JsonNode::isString,
          "number", JsonNode::isNumber,
          "integer", JsonNode::isIntegralNumber,
          "boolean", JsonNode::isBoolean,
          "null", JsonNode::isNull);

  private SimpleKeywords() {}

  static Rule all(List<Rule> rules) {
    Rule[] every = rules.toArray(new Rule[0]);
    return value -> {
      for (Rule rule : every) if (!rule.admits(value)) return false;
      return true;
    };
  }

  /// Empty if a type is unknown.
  static Optional<Rule> type(JsonNode types) {
    if (types.isString())
      return Optional.ofNullable(TYPES.get(types.stringValue())).map(type -> type::test);
    if (!types.isArray()) return Optional.empty();
    Predicate<JsonNode> any = _ -> false;
    for (JsonNode each : types) {
      Predicate<JsonNode> type = TYPES.get(each.asString(""));
      if (type == null) return Optional.empty();
      any = any.or(type);
    }
    return Optional.of(any::test);
  }

  static Rule required(List<String> names) {
    return value -> {
      if (value.isObject()) for (String name : names) if (!value.has(name)) return false;
      return true;
    };
  }

  static Rule oneOf(Set<String> strings) {
    return value -> value.isString() && strings.contains(value.stringValue());
  }

  static Rule properties(List<Property> properties) {
    return value -> {
      if (!value.isObject()) return true;
      for (Property property : properties) {
        JsonNode member = value.get(property.name());
        if (member != null && !property.rule().admits(member)) return false;
      }
      return true;
    };
  }

  static Rule noOthers(Set<String> names) {
    return value -> {
      if (!value.isObject()) return true;
      for (String name : value.propertyNames()) if (!names.contains(name)) return false;
      return true;
    };
  }

  static Rule items(Rule rule) {
    return value -> {
      if (value.isArray()) for (JsonNode each : value) if (!rule.admits(each)) return false;
      return true;
    };
  }

  static Rule size(String keyword, int limit) {
    return switch (keyword) {
      case "minItems" -> value -> !value.isArray() || value.size() >= limit;
      case "maxItems" -> value -> !value.isArray() || value.size() <= limit;
      case "minLength" -> value -> !value.isString() || length(value) >= limit;
      default -> value -> !value.isString() || length(value) <= limit;
    };
  }

  /// In Unicode characters.
  private static int length(JsonNode text) {
    String string = text.stringValue();
    return string.codePointCount(0, string.length());
  }

  static Rule bound(String keyword, BigDecimal bound) {
    Predicate<Integer> fits =
        switch (keyword) {
          case "minimum" -> order -> order >= 0;
          case "maximum" -> order -> order <= 0;
          case "exclusiveMinimum" -> order -> order > 0;
          default -> order -> order < 0;
        };
    return value -> {
      if (!value.isNumber()) return true;
      BigDecimal number = value.decimalValue();
      return Math.abs(number.scale()) <= MAX_SCALE && fits.test(number.compareTo(bound));
    };
  }
}
