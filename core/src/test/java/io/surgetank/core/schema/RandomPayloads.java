package io.surgetank.core.schema;

import io.surgetank.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Random JSON from the names and values in a schema.
final class RandomPayloads {
  private static final int MAX_DEPTH = 4;

  private static final String UUID = "\"0198f1a2-7c3b-7def-8123-456789abcdef\"";

  private final List<String> names;
  private final Set<String> required = new LinkedHashSet<>();
  private final List<JsonNode> values = new ArrayList<>();
  private final Random random;

  RandomPayloads(JsonNode schema, Random random) {
    this.random = random;
    Set<String> all = new LinkedHashSet<>(List.of("x-other"));
    for (String value :
        List.of("true", "null", "0", "1", "-1", "0.5", "1e30", "\"\"", "\"text\"", UUID))
      values.add(Json.read(value));
    for (var part : Subschemas.of(schema)) {
      all.addAll(part.schema().path("properties").propertyNames());
      part.schema().path("required").forEach(name -> required.add(name.stringValue()));
      part.schema().path("enum").forEach(values::add);
      if (part.schema().has("const")) values.add(part.schema().path("const"));
    }
    this.names = List.copyOf(all);
  }

  JsonNode next() {
    return random.nextInt(20) == 0 ? value(0) : object(0);
  }

  private JsonNode value(int depth) {
    int kind = depth < MAX_DEPTH ? random.nextInt(8) : 0;
    return switch (kind) {
      case 5, 6 -> object(depth + 1);
      case 7 -> array(depth + 1);
      default -> values.get(random.nextInt(values.size()));
    };
  }

  private ObjectNode object(int depth) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    for (int n = random.nextInt(3); n >= 0; n--)
      object.set(names.get(random.nextInt(names.size())), value(depth));
    for (String name : required) if (random.nextBoolean()) object.set(name, value(depth));
    return object;
  }

  private ArrayNode array(int depth) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    for (int n = random.nextInt(3); n > 0; n--) array.add(value(depth));
    return array;
  }
}
