package io.surgetank.core.configuration;

import io.surgetank.core.configuration.SchemaLinter.SchemaError;
import io.surgetank.core.schema.SchemaTree;
import io.surgetank.core.schema.Subschemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Finds circular references without a step into the payload, against which no payload could be
/// validated.
final class SchemaCycles {
  private static final Set<String> SAME_PLACE_ONE = Set.of("not", "if", "then", "else");
  private static final Set<String> SAME_PLACE_LIST = Set.of("allOf", "anyOf", "oneOf");

  private final SchemaTree tree;
  private final Map<String, JsonNode> schemas;
  private final Set<String> done = new HashSet<>();
  private final List<SchemaError> errors;

  SchemaCycles(SchemaTree tree, List<SchemaError> errors) {
    this.tree = tree;
    this.schemas = tree.schemas();
    this.errors = errors;
  }

  void check() {
    for (String pointer : List.copyOf(schemas.keySet())) follow(pointer, new HashSet<>());
  }

  /// `above` are the schemas that lead here for the same value of the payload.
  private void follow(String pointer, Set<String> above) {
    JsonNode schema = schemas.get(pointer);
    if (schema == null || done.contains(pointer)) return;
    above.add(pointer);
    for (String next : samePlace(pointer, schema)) {
      if (!above.contains(next)) follow(next, above);
      else
        errors.add(
            new SchemaError(
                pointer,
                "circular reference without a step into the payload",
                "refer to it from within properties or items"));
    }
    above.remove(pointer);
    done.add(pointer);
  }

  private List<String> samePlace(String pointer, JsonNode schema) {
    List<String> next = new ArrayList<>();
    schema.forEachEntry((keyword, value) -> {
      String at = Subschemas.step(pointer, keyword);
      if (SAME_PLACE_ONE.contains(keyword)) next.add(at);
      if (SAME_PLACE_LIST.contains(keyword))
        for (int i = 0; i < value.size(); i++) next.add(at + "/" + i);
      if (keyword.equals("dependentSchemas"))
        value.propertyNames().forEach(name -> next.add(Subschemas.step(at, name)));
      if ((keyword.equals("$ref") || keyword.equals("$dynamicRef")) && value.isString())
        tree.target(pointer, value.stringValue()).ifPresent(next::add);
    });
    return next;
  }
}
