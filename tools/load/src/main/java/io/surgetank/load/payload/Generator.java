package io.surgetank.load.payload;

import io.surgetank.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes values that fulfil a JSON Schema. What it cannot follow (`pattern`, `if`, `not`) it takes
/// from the schema's own `examples`, `default` or `const`.
final class Generator {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Deeper than this only what is required is made, so that a schema that holds itself ends.
  private static final int DEEP = 6;

  /// Deeper than the core reads; a schema that requires itself has no value.
  private static final int ENDLESS = Json.MAX_DEPTH;

  private static final Set<String> NOT_FOLLOWED = Set.of("pattern", "if", "not", "contains");

  private final JsonNode root;

  Generator(JsonNode root) {
    this.root = root;
  }

  JsonNode generate(RandomInputs randomInputs) {
    return value(root, randomInputs, 0);
  }

  private JsonNode value(JsonNode schema, RandomInputs randomInputs, int depth) {
    if (depth > ENDLESS)
      throw new IllegalArgumentException(
          "the schema requires itself without end; give payloads with --file");
    JsonNode flat = SchemaComposition.flat(root, schema, randomInputs);
    if (flat.has("const")) return flat.path("const");
    if (flat.path("enum").isArray()) return randomInputs.pick(elements(flat.path("enum")));
    List<JsonNode> given = isNotFollowed(flat) ? given(flat) : List.of();
    return given.isEmpty() ? typed(flat, randomInputs, depth) : randomInputs.pick(given);
  }

  private static boolean isNotFollowed(JsonNode schema) {
    return NOT_FOLLOWED.stream().anyMatch(schema::has);
  }

  private static List<JsonNode> given(JsonNode schema) {
    var given = new ArrayList<>(elements(schema.path("examples")));
    if (schema.has("default")) given.add(schema.path("default"));
    return given;
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

  /// The type it has; one of them where there are several; else what its other keywords are about.
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
    int least = Math.max(required.size(), schema.path("minProperties").asInt(0));
    int most = schema.path("maxProperties").asInt(Integer.MAX_VALUE);
    int room = most - required.size();
    int open = possible(schema);
    for (var property : schema.path("properties").properties()) {
      if (!isNever(property.getValue())) open--;
      boolean needed = required.contains(property.getKey());
      boolean asked = depth < DEEP ? randomInputs.wants() : object.size() + open < least;
      boolean scarce = object.size() + open < least;
      if (!needed && (room <= 0 || isNever(property.getValue()) || !(asked || scarce))) continue;
      if (!needed) room--;
      object.set(property.getKey(), value(property.getValue(), randomInputs, depth + 1));
    }
    for (String name : required)
      if (!object.has(name))
        object.set(name, value(schema.path("additionalProperties"), randomInputs, depth + 1));
    return object;
  }

  /// How many members there may be beside those that nothing names.
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
    int least = schema.path("minItems").asInt(0);
    int most = Math.min(schema.path("maxItems").asInt(Integer.MAX_VALUE), least + 3);
    int wanted =
        depth < DEEP ? randomInputs.random().nextInt(least, Math.max(least, most) + 1) : least;
    boolean unique = schema.path("uniqueItems").asBoolean(false);
    // Twenty throws each: what is not found by then is hardly there.
    for (int thrown = 0; array.size() < wanted && thrown < wanted * 20; thrown++) {
      JsonNode next = value(schema.path("items"), randomInputs, depth + 1);
      if (!unique || !elements(array).contains(next)) array.add(next);
    }
    return array;
  }
}
