package io.surgetank.core.schema;

import io.surgetank.core.regex.EcmaPattern;
import io.surgetank.core.regex.MatchBudget;
import io.surgetank.core.regex.MatchBudgetExceededException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// The locations in a payload to which a schema with `"x-secret": true` may apply. Every branch of
/// the schema counts (`anyOf`, `if`, `dependentSchemas`), whichever one the payload takes: a value
/// is hidden rather than shown. Safe for many threads.
public final class SecretLocations {
  /// Marks a schema: the values that it applies to are secret.
  public static final String KEYWORD = "x-secret";

  /// Enough for any name of a reasonable length.
  private static final long MATCHING_PER_NAME = 10_000_000;

  private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> SCHEMAS = List.of("not", "if", "then", "else");

  private final SchemaTree tree;
  private final Map<String, EcmaPattern> patterns = new HashMap<>();

  /// By the pointer of a schema: it, and all schemas that apply to the same location.
  private final Map<String, Set<String>> applied = new ConcurrentHashMap<>();

  private SecretLocations(SchemaTree tree) {
    this.tree = tree;
    tree.schemas()
        .values()
        .forEach(schema ->
            schema
                .path("patternProperties")
                .forEachEntry((name, _) -> compiled(name).ifPresent(it -> patterns.put(name, it))));
  }

  /// Empty if the schema marks nothing.
  public static Optional<SecretLocations> of(JsonNode file) {
    SchemaTree tree = SchemaTree.of(file);
    return tree.schemas().values().stream().anyMatch(SecretLocations::isMarked)
        ? Optional.of(new SecretLocations(tree))
        : Optional.empty();
  }

  private static boolean isMarked(JsonNode schema) {
    return schema.path(KEYWORD).isBoolean() && schema.path(KEYWORD).booleanValue();
  }

  private static Optional<EcmaPattern> compiled(String pattern) {
    return switch (EcmaPattern.compile(pattern)) {
      case EcmaPattern.Compiled.Usable(var usable) -> Optional.of(usable);
      case EcmaPattern.Compiled.Refused _ -> Optional.empty();
    };
  }

  /// The schemas that may apply to one location, by their pointers.
  public record Location(Set<String> schemas) {
    /// Whether nothing below this location can be secret.
    public boolean isUnknown() {
      return schemas.isEmpty();
    }
  }

  /// The whole payload.
  public Location root() {
    return new Location(appliedTo(""));
  }

  public boolean isSecret(Location location) {
    return location.schemas().stream().anyMatch(pointer -> isMarked(tree.schema(pointer)));
  }

  /// The member of this name of the object there.
  public Location member(Location location, String name) {
    var found = new LinkedHashSet<String>();
    for (String pointer : location.schemas()) {
      JsonNode schema = tree.schema(pointer);
      boolean isNamed = schema.path("properties").has(name);
      if (isNamed) add(found, Subschemas.step(pointer + "/properties", name));
      boolean isMatched = false;
      for (String pattern : schema.path("patternProperties").propertyNames())
        if (matches(pattern, name)) {
          isMatched = true;
          add(found, Subschemas.step(pointer + "/patternProperties", pattern));
        }
      if (!isNamed && !isMatched) add(found, pointer + "/additionalProperties");
      add(found, pointer + "/unevaluatedProperties");
    }
    return new Location(found);
  }

  /// A pattern that cannot be compiled, or takes too long, may match.
  private boolean matches(String pattern, String name) {
    EcmaPattern compiled = patterns.get(pattern);
    if (compiled == null) return true;
    try {
      return compiled.matches(name, new MatchBudget(MATCHING_PER_NAME));
    } catch (MatchBudgetExceededException tooLong) {
      return true;
    }
  }

  /// The element with this index of the array there.
  public Location element(Location location, int index) {
    var found = new LinkedHashSet<String>();
    for (String pointer : location.schemas()) {
      boolean isInPrefix = index < tree.schema(pointer).path("prefixItems").size();
      add(found, isInPrefix ? pointer + "/prefixItems/" + index : pointer + "/items");
      add(found, pointer + "/contains");
      add(found, pointer + "/unevaluatedItems");
    }
    return new Location(found);
  }

  private void add(Set<String> found, String pointer) {
    if (tree.schemas().containsKey(pointer)) found.addAll(appliedTo(pointer));
  }

  private Set<String> appliedTo(String pointer) {
    Set<String> known = applied.get(pointer);
    if (known != null) return known;
    var all = new HashSet<String>();
    collect(pointer, all);
    applied.put(pointer, all);
    return all;
  }

  /// References may form a cycle.
  private void collect(String pointer, Set<String> all) {
    if (!tree.schemas().containsKey(pointer) || !all.add(pointer)) return;
    JsonNode schema = tree.schema(pointer);
    for (String keyword : LISTS)
      for (int i = 0; i < schema.path(keyword).size(); i++)
        collect(pointer + "/" + keyword + "/" + i, all);
    for (String keyword : SCHEMAS) collect(pointer + "/" + keyword, all);
    for (String name : schema.path("dependentSchemas").propertyNames())
      collect(Subschemas.step(pointer + "/dependentSchemas", name), all);
    if (schema.path("$ref").isString()) refer(pointer, schema.path("$ref").stringValue(), all);
    JsonNode dynamic = schema.path("$dynamicRef");
    if (dynamic.isString()) {
      refer(pointer, dynamic.stringValue(), all);
      String anchor = SchemaTree.fragment(dynamic.stringValue());
      tree.schemas()
          .forEach((at, each) -> {
            if (each.path("$dynamicAnchor").asString("").equals(anchor)) collect(at, all);
          });
    }
  }

  private void refer(String from, String reference, Set<String> all) {
    tree.target(from, reference).ifPresent(target -> collect(target, all));
  }
}
