package io.surgetank.core.intake;

import io.surgetank.core.intake.SimpleKeywords.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Recognises valid payloads of schemas that have only common keywords, in a fraction of the
/// validator's time.
///
/// It recognises no invalid payload, but not all valid ones: the validator decides about the
/// others, and describes the violations.
final class SimpleSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static final Set<String> ANNOTATIONS =
      Set.of("title", "description", "examples", "default", "$comment", "errorMessage");

  private final List<Rule> rules = new ArrayList<>();
  private boolean isSimple = true;

  private SimpleSchema() {}

  /// Empty if the schema has another keyword or an unusual value of one.
  static Optional<Rule> of(JsonNode schema) {
    boolean isOther = schema.has("$schema") && !DIALECT.equals(schema.path("$schema").asString(""));
    return isOther ? Optional.empty() : new SimpleSchema().compiled(schema, Set.of("$schema"));
  }

  private static Optional<Rule> nested(JsonNode schema) {
    return new SimpleSchema().compiled(schema, Set.of());
  }

  private Optional<Rule> compiled(JsonNode schema, Set<String> ignored) {
    if (!schema.isObject()) return Optional.empty();
    for (Map.Entry<String, JsonNode> keyword : schema.properties())
      if (!ignored.contains(keyword.getKey()) && !ANNOTATIONS.contains(keyword.getKey()))
        rule(keyword.getKey(), keyword.getValue(), schema)
            .ifPresentOrElse(rules::add, this::refuse);
    return isSimple ? Optional.of(SimpleKeywords.all(rules)) : Optional.empty();
  }

  private void refuse() {
    isSimple = false;
  }

  private static Optional<Rule> rule(String keyword, JsonNode value, JsonNode schema) {
    return switch (keyword) {
      case "type" -> SimpleKeywords.type(value);
      case "required" -> strings(value).map(SimpleKeywords::required);
      case "enum" -> strings(value).map(Set::copyOf).map(SimpleKeywords::oneOf);
      case "properties" -> properties(value);
      case "additionalProperties" -> additionalProperties(value, schema.path("properties"));
      case "items" -> nested(value).map(SimpleKeywords::items);
      case "minItems", "maxItems", "minLength", "maxLength" ->
          value.isInt()
              ? Optional.of(SimpleKeywords.size(keyword, value.intValue()))
              : Optional.empty();
      case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" ->
          value.isNumber()
              ? Optional.of(SimpleKeywords.bound(keyword, value.decimalValue()))
              : Optional.empty();
      case "format" ->
          value.asString("").equals("email") ? Optional.of(SimpleKeywords.EMAIL) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<List<String>> strings(JsonNode array) {
    var strings = new ArrayList<String>();
    for (JsonNode each : array) if (each.isString()) strings.add(each.stringValue());
    return array.isArray() && strings.size() == array.size()
        ? Optional.of(List.copyOf(strings))
        : Optional.empty();
  }

  private static Optional<Rule> properties(JsonNode value) {
    var properties = new ArrayList<SimpleKeywords.Property>();
    for (Map.Entry<String, JsonNode> property : value.properties()) {
      Optional<Rule> rule = nested(property.getValue());
      if (rule.isEmpty()) return Optional.empty();
      properties.add(new SimpleKeywords.Property(property.getKey(), rule.get()));
    }
    return value.isObject() ? Optional.of(SimpleKeywords.properties(properties)) : Optional.empty();
  }

  private static Optional<Rule> additionalProperties(JsonNode value, JsonNode properties) {
    if (!value.isBoolean()) return Optional.empty();
    return Optional.of(
        value.booleanValue()
            ? _ -> true
            : SimpleKeywords.noOthers(Set.copyOf(properties.propertyNames())));
  }
}
