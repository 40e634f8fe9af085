package io.surgetank.load.payload;

import io.surgetank.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Generates values that are valid by a JSON Schema. For keywords that it does not implement
/// (`pattern`, `if`, `not`) it uses the schema's `examples`, `default` or `const`.
final class SchemaValueGenerator {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Below this depth only required members are generated, so that recursive schemas terminate.
  private static final int OPTIONAL_DEPTH = 6;

  /// The maximum depth that core reads.
  private static final int MAX_DEPTH = Json.MAX_DEPTH;

  private static final Set<String> UNSUPPORTED = Set.of("pattern", "if", "not", "contains");

  private final JsonNode root;

  SchemaValueGenerator(JsonNode root) {
    this.root = root;
  }

  JsonNode generate(RandomInputs randomInputs) {
    return value(root, randomInputs, 0);
  }

  private JsonNode value(JsonNode schema, RandomInputs randomInputs, int depth) {
    if (depth > MAX_DEPTH)
      throw new IllegalArgumentException(
          "the schema requires infinite nesting; provide payloads with --file");
    JsonNode flat = SchemaComposition.flat(root, schema, randomInputs);
    if (flat.has("const")) return flat.path("const");
    if (flat.path("enum").isArray()) return randomInputs.pick(elements(flat.path("enum")));
    List<JsonNode> samples = hasUnsupported(flat) ? samples(flat) : List.of();
    return samples.isEmpty() ? typed(flat, randomInputs, depth) : randomInputs.pick(samples);
  }

  private static boolean hasUnsupported(JsonNode schema) {
    return UNSUPPORTED.stream().anyMatch(schema::has);
  }

  private static List<JsonNode> samples(JsonNode schema) {
    var samples = new ArrayList<>(elements(schema.path("examples")));
    if (schema.has("default")) samples.add(schema.path("default"));
    return samples;
  }

  static List<JsonNode> elements(JsonNode array) {
    var all = new ArrayList<JsonNode>();
    array.forEach(all::add);
    return all;
  }

  private JsonNode typed(JsonNode schema, RandomInputs randomInputs, int depth) {
    return switch (type(schema, randomInputs)) {
      case "object" -> object(schema, randomInputs, depth);
      case "array" -> array(schema, randomInputs, depth);
      case "integer" ->
          NODES.numberNode(NumberGenerator.integer(schema, randomInputs).toBigInteger());
      case "number" -> NODES.numberNode(NumberGenerator.number(schema, randomInputs));
      case "boolean" -> NODES.booleanNode(randomInputs.random().nextBoolean());
      case "null" -> NODES.nullNode();
      default -> NODES.stringNode(StringGenerator.of(schema, randomInputs));
    };
  }

  /// One of its types, or the type that its other keywords imply.
  private static String type(JsonNode schema, RandomInputs randomInputs) {
    JsonNode types = schema.path("type");
    if (types.isString()) return types.stringValue();
    if (types.isArray() && !types.isEmpty())
      return randomInputs.pick(elements(types)).asString("string");
    if (schema.has("properties") || schema.has("required")) return "object";
    if (schema.has("items") || schema.has("prefixItems") || schema.has("minItems")) return "array";
    if (schema.has("minimum") || schema.has("maximum") || schema.has("multipleOf")) return "number";
    return "string";
  }

  private ObjectNode object(JsonNode schema, RandomInputs randomInputs, int depth) {
    ObjectNode object = NODES.objectNode();
    var required = elements(schema.path("required")).stream().map(JsonNode::asString).toList();
    int min = Math.max(required.size(), schema.path("minProperties").asInt(0));
    int max = schema.path("maxProperties").asInt(Integer.MAX_VALUE);
    int room = max - required.size();
    int open = possible(schema);
    for (var property : schema.path("properties").properties()) {
      if (!isNever(property.getValue())) open--;
      boolean needed = required.contains(property.getKey());
      boolean wanted = depth < OPTIONAL_DEPTH && randomInputs.includesOptional();
      boolean tooFew = object.size() + open < min;
      if (!needed && (room <= 0 || isNever(property.getValue()) || !(wanted || tooFew))) continue;
      if (!needed) room--;
      object.set(property.getKey(), value(property.getValue(), randomInputs, depth + 1));
    }
    for (String name : required)
      if (!object.has(name))
        object.set(name, value(schema.path("additionalProperties"), randomInputs, depth + 1));
    return object;
  }

  /// The number of named members that may be present.
  private static int possible(JsonNode schema) {
    int possible = 0;
    for (JsonNode property : schema.path("properties")) if (!isNever(property)) possible++;
    return possible;
  }

  private static boolean isNever(JsonNode schema) {
    return schema.isBoolean() && !schema.booleanValue();
  }

  private ArrayNode array(JsonNode schema, RandomInputs randomInputs, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (JsonNode each : schema.path("prefixItems"))
      array.add(value(each, randomInputs, depth + 1));
    if (isNever(schema.path("items"))) return array;
    int min = schema.path("minItems").asInt(0);
    int max = Math.min(schema.path("maxItems").asInt(Integer.MAX_VALUE), min + 3);
    int wanted =
        depth < OPTIONAL_DEPTH ? randomInputs.random().nextInt(min, Math.max(min, max) + 1) : min;
    boolean unique = schema.path("uniqueItems").asBoolean(false);
    // Up to 20 tries for each distinct item.
    for (int tries = 0; array.size() < wanted && tries < wanted * 20; tries++) {
      JsonNode next = value(schema.path("items"), randomInputs, depth + 1);
      if (!unique || !elements(array).contains(next)) array.add(next);
    }
    return array;
  }
}
