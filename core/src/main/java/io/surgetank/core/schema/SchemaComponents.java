package io.surgetank.core.schema;

import io.surgetank.core.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns the schema of a file into schemas for `components/schemas` of an OpenAPI document: the
/// schema itself, and one for each schema that its references name. They are equivalent, and refer
/// to each other only by `#/components/schemas/…`, the only references that most tools support:
/// `$id`, anchors and `$defs` are removed, and so is every keyword that is not in JSON Schema
/// 2020-12.
public final class SchemaComponents {
  /// Where the components are, in a reference.
  public static final String PREFIX = "#/components/schemas/";

  private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");

  /// Keywords whose values are not schemas, and are copied. `$comment` is not among them: it is for
  /// the authors of a schema (JSON Schema 2020-12 core, 8.3).
  private static final Set<String> COPIED =
      Set.of(
          "type",
          "const",
          "enum",
          "multipleOf",
          "maximum",
          "exclusiveMaximum",
          "minimum",
          "exclusiveMinimum",
          "maxLength",
          "minLength",
          "pattern",
          "maxItems",
          "minItems",
          "uniqueItems",
          "maxContains",
          "minContains",
          "maxProperties",
          "minProperties",
          "required",
          "dependentRequired",
          "format",
          "contentEncoding",
          "contentMediaType",
          "title",
          "description",
          "default",
          "deprecated",
          "readOnly",
          "writeOnly",
          "examples");

  /// A schema, and the schemas that dynamic anchors refer to on the path to it: those of the
  /// outermost resource that has them.
  private record Place(String pointer, Map<String, String> scope) {}

  private final SchemaTree tree;
  private final Map<Place, String> names = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Deque<Place> waiting = new ArrayDeque<>();

  private SchemaComponents(SchemaTree tree) {
    this.tree = tree;
  }

  /// The components, the schema itself first and under `name`; the others' names begin with `name`
  /// and a dot, which must not be in it.
  ///
  /// Throws [IllegalArgumentException] when a reference names no schema of the file.
  public static Map<String, ObjectNode> of(String name, JsonNode file) {
    var it = new SchemaComponents(SchemaTree.of(file));
    it.add(it.place("", Map.of()), name);
    Map<String, ObjectNode> components = new LinkedHashMap<>();
    while (!it.waiting.isEmpty()) {
      Place next = it.waiting.remove();
      components.put(it.nameOf(next), it.component(next));
    }
    return components;
  }

  private String add(Place place, String name) {
    names.put(place, name);
    taken.add(name);
    waiting.add(place);
    return name;
  }

  /// `scope` is the one of the schema that leads there.
  private Place place(String pointer, Map<String, String> scope) {
    Map<String, String> own = tree.dynamicAnchors(tree.resource(pointer));
    if (scope.keySet().containsAll(own.keySet())) return new Place(pointer, scope);
    var wider = new HashMap<>(own);
    wider.putAll(scope);
    return new Place(pointer, Map.copyOf(wider));
  }

  private ObjectNode component(Place place) {
    JsonNode schema = tree.schema(place.pointer());
    if (schema.isBoolean()) return plain(schema);
    ObjectNode component = Json.MAPPER.createObjectNode();
    schema.forEachEntry((keyword, value) -> {
      String at = Subschemas.step(place.pointer(), keyword);
      if (keyword.equals("$ref") || keyword.equals("$dynamicRef"))
        refer(component, target(place, keyword, value.stringValue()));
      else if (COPIED.contains(keyword)) component.set(keyword, value);
      else if (Subschemas.ONE.contains(keyword)) component.set(keyword, within(place, at, value));
      else if (Subschemas.LIST.contains(keyword)) {
        var list = component.withArrayProperty(keyword);
        for (int i = 0; i < value.size(); i++) list.add(within(place, at + "/" + i, value.get(i)));
      } else if (Subschemas.NAMED.contains(keyword) && !DEFINITIONS.contains(keyword)) {
        ObjectNode named = component.putObject(keyword);
        value.forEachEntry(
            (name, inner) -> named.set(name, within(place, Subschemas.step(at, name), inner)));
      }
    });
    return component;
  }

  private JsonNode within(Place around, String pointer, JsonNode schema) {
    return schema.isObject() ? component(place(pointer, around.scope())) : schema;
  }

  private static void refer(ObjectNode component, String reference) {
    // A schema may have both kinds of reference.
    if (component.has("$ref"))
      component.withArrayProperty("allOf").addObject().put("$ref", reference);
    else component.put("$ref", reference);
  }

  private String target(Place from, String keyword, String reference) {
    String fixed =
        tree.target(from.pointer(), reference)
            .orElseThrow(() -> new IllegalArgumentException(reference + " names no schema"));
    boolean isDynamic = keyword.equals("$dynamicRef") && tree.isDynamic(from.pointer(), reference);
    String pointer =
        isDynamic ? from.scope().getOrDefault(SchemaTree.fragment(reference), fixed) : fixed;
    return PREFIX + nameOf(place(pointer, from.scope()));
  }

  private String nameOf(Place place) {
    String known = names.get(place);
    return known == null ? add(place, newName(place.pointer())) : known;
  }

  /// Named after the last step of the pointer, with characters replaced that names must not have.
  private String newName(String pointer) {
    String root = names.values().iterator().next();
    String step = pointer.substring(pointer.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_-]", "_");
    String base = root + "." + (step.isEmpty() ? "schema" : step);
    String name = base;
    for (int n = 2; taken.contains(name); n++) name = base + "." + n;
    return name;
  }

  /// `true` and `false` written as schemas that are objects.
  private static ObjectNode plain(JsonNode all) {
    ObjectNode plain = Json.MAPPER.createObjectNode();
    if (!all.booleanValue()) plain.putObject("not");
    return plain;
  }
}
