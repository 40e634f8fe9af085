package io.surgetank.load.payload;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Resolves `$ref`, `allOf`, `anyOf` and `oneOf` into one schema; of alternatives it picks one.
final class SchemaComposition {
  /// Bounds circular references.
  private static final int MAX_STEPS = 32;

  private SchemaComposition() {}

  static JsonNode flat(JsonNode root, JsonNode schema, RandomInputs randomInputs) {
    JsonNode flat = schema;
    for (int step = 0; step < MAX_STEPS; step++) {
      if (!(flat instanceof ObjectNode object)) return flat;
      if (object.has("$ref")) flat = without(object, "$ref", resolve(root, object.path("$ref")));
      else if (object.path("allOf").isArray()) {
        ObjectNode rest = object.deepCopy();
        rest.remove("allOf");
        for (JsonNode part : object.path("allOf")) merge(rest, flat(root, part, randomInputs));
        flat = rest;
      } else if (object.path("oneOf").isArray()) flat = choice(object, "oneOf", randomInputs);
      else if (object.path("anyOf").isArray()) flat = choice(object, "anyOf", randomInputs);
      else return flat;
    }
    throw new IllegalArgumentException(
        "the schema has circular references; provide payloads with --file");
  }

  private static JsonNode choice(ObjectNode schema, String keyword, RandomInputs randomInputs) {
    return without(
        schema, keyword, randomInputs.pick(SchemaValueGenerator.elements(schema.path(keyword))));
  }

  private static JsonNode without(ObjectNode schema, String keyword, JsonNode instead) {
    ObjectNode rest = schema.deepCopy();
    rest.remove(keyword);
    merge(rest, instead);
    return rest;
  }

  private static JsonNode resolve(JsonNode root, JsonNode reference) {
    String text = reference.asString("");
    if (!text.equals("#") && !text.startsWith("#/"))
      throw new IllegalArgumentException(
          "the schema refers to "
              + text
              + ", which is outside the document; provide payloads with --file");
    JsonNode found = root.at(text.substring(1));
    if (found.isMissingNode())
      throw new IllegalArgumentException("the schema refers to " + text + ", which does not exist");
    return found;
  }

  private static void merge(ObjectNode into, JsonNode part) {
    for (var keyword : part.properties()) {
      String name = keyword.getKey();
      JsonNode there = into.path(name);
      if (name.equals("properties") && there instanceof ObjectNode members)
        keyword.getValue().properties().forEach(it -> members.set(it.getKey(), it.getValue()));
      else if (name.equals("required") && there.isArray())
        keyword.getValue().forEach(into.withArrayProperty("required")::add);
      else into.set(name, keyword.getValue());
    }
  }
}
