package io.surgetank.core.schema;

import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Finds all schemas within a schema: the objects, `true` and `false` that are where a schema is
/// expected, but not in data (`const`, `enum`, `default`, `examples`).
public final class Subschemas {
  /// Keywords whose value is a schema.
  static final Set<String> ONE =
      Set.of(
          "additionalProperties",
          "propertyNames",
          "items",
          "contains",
          "not",
          "if",
          "then",
          "else",
          "unevaluatedItems",
          "unevaluatedProperties",
          "contentSchema");

  /// Keywords whose value is a list of schemas.
  static final Set<String> LIST = Set.of("allOf", "anyOf", "oneOf", "prefixItems");

  /// Keywords whose value is an object of schemas.
  static final Set<String> NAMED =
      Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");

  private Subschemas() {}

  /// A schema within the schema, with its JSON Pointer.
  public record Part(String pointer, JsonNode schema) {}

  /// The schema itself and all within, outer ones first.
  public static List<Part> of(JsonNode schema) {
    var parts = new ArrayList<Part>();
    collect(new Part("", schema), parts);
    return parts;
  }

  /// Recursion is bounded by [Json#MAX_DEPTH][io.surgetank.core.json.Json#MAX_DEPTH].
  private static void collect(Part part, List<Part> parts) {
    if (!part.schema().isObject() && !part.schema().isBoolean()) return;
    parts.add(part);
    part.schema()
        .forEachEntry((keyword, value) -> {
          String at = step(part.pointer(), keyword);
          if (ONE.contains(keyword)) collect(new Part(at, value), parts);
          if (NAMED.contains(keyword) && value.isObject())
            value.forEachEntry((name, inner) -> collect(new Part(step(at, name), inner), parts));
          if (LIST.contains(keyword) && value.isArray())
            for (int i = 0; i < value.size(); i++)
              collect(new Part(at + "/" + i, value.get(i)), parts);
        });
  }

  /// The pointer to a member of the value at `pointer`.
  public static String step(String pointer, String member) {
    return pointer + "/" + member.replace("~", "~0").replace("/", "~1");
  }

  /// A validator's path as a JSON Pointer.
  public static String pointer(NodePath path) {
    var pointer = "";
    for (int i = 0; i < path.getNameCount(); i++)
      pointer = step(pointer, String.valueOf(path.getElement(i)));
    return pointer;
  }
}
