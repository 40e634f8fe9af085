package io.surgetank.core.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The schemas of one file by their JSON Pointers, and the targets of its references. A schema with
/// an `$id` begins a resource: pointers and anchors count from it (JSON Schema 2020-12 core, 8.2).
public final class SchemaTree {
  private final Map<String, JsonNode> schemas = new LinkedHashMap<>();

  /// The pointer of each schema's resource.
  private final Map<String, String> resources = new HashMap<>();

  /// By the pointer of the resource.
  private final Map<String, Map<String, String>> anchors = new HashMap<>();

  private final Map<String, Map<String, String>> dynamicAnchors = new HashMap<>();

  private SchemaTree() {}

  public static SchemaTree of(JsonNode file) {
    var tree = new SchemaTree();
    for (var part : Subschemas.of(file)) tree.add(part);
    return tree;
  }

  /// Outer schemas first, so that the enclosing ones are known.
  private void add(Subschemas.Part part) {
    String pointer = part.pointer();
    JsonNode schema = part.schema();
    boolean isResource = pointer.isEmpty() || schema.path("$id").isString();
    String resource = isResource ? pointer : resourceAround(pointer);
    schemas.put(pointer, schema);
    resources.put(pointer, resource);
    for (String keyword : List.of("$anchor", "$dynamicAnchor"))
      if (schema.path(keyword).isString()) {
        String name = schema.path(keyword).stringValue();
        anchors.computeIfAbsent(resource, _ -> new HashMap<>()).put(name, pointer);
        if (keyword.equals("$dynamicAnchor"))
          dynamicAnchors.computeIfAbsent(resource, _ -> new HashMap<>()).put(name, pointer);
      }
  }

  private String resourceAround(String pointer) {
    String around = pointer;
    while (true) {
      around = around.substring(0, Math.max(0, around.lastIndexOf('/')));
      String resource = resources.get(around);
      if (resource != null) return resource;
    }
  }

  /// From the outside inwards.
  public Map<String, JsonNode> schemas() {
    return Collections.unmodifiableMap(schemas);
  }

  JsonNode schema(String pointer) {
    return Objects.requireNonNull(schemas.get(pointer), pointer);
  }

  /// The pointer of the resource to which the schema at this pointer belongs.
  String resource(String pointer) {
    return Objects.requireNonNull(resources.get(pointer), pointer);
  }

  /// The dynamic anchors of a resource, with the pointers of their schemas.
  Map<String, String> dynamicAnchors(String resource) {
    return dynamicAnchors.getOrDefault(resource, Map.of());
  }

  /// Whether the reference in the schema at `from` names a dynamic anchor: then any resource that
  /// leads there may give it another schema.
  boolean isDynamic(String from, String reference) {
    return dynamicAnchors(resource(from)).containsKey(fragment(reference));
  }

  /// The pointer of the schema that a reference in the schema at `from` names; empty when it does
  /// not refer to a schema in this file.
  public Optional<String> target(String from, String reference) {
    if (!reference.startsWith("#")) return Optional.empty();
    String fragment = fragment(reference);
    String resource = resource(from);
    if (fragment.isEmpty() || fragment.startsWith("/"))
      return Optional.of(resource + fragment).filter(schemas::containsKey);
    return Optional.ofNullable(anchors.getOrDefault(resource, Map.of()).get(fragment));
  }

  /// The part after the `#`, percent-decoded if it can be.
  static String fragment(String reference) {
    String fragment = reference.substring(reference.indexOf('#') + 1);
    if (!fragment.contains("%")) return fragment;
    try {
      // In a fragment a plus sign is literal.
      return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return fragment;
    }
  }
}
