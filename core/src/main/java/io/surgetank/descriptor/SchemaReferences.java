package io.surgetank.descriptor;

import io.surgetank.descriptor.SchemaCheck.SchemaFault;
import io.surgetank.descriptor.SchemaWalk.Part;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Checks what one schema refers to: only itself. Nothing is fetched when a server starts or a
/// payload comes in.
final class SchemaReferences {
  private final JsonNode root;
  private final Part part;
  private final List<SchemaFault> faults;

  SchemaReferences(JsonNode root, Part part, List<SchemaFault> faults) {
    this.root = root;
    this.part = part;
    this.faults = faults;
  }

  void check() {
    checkDialect();
    checkReference("$ref");
    checkReference("$dynamicRef");
  }

  private void checkDialect() {
    var dialect = part.schema().path("$schema");
    if (dialect.isString() && !isOurs(dialect.stringValue()))
      tell(
          "$schema",
          Faults.quote(dialect.stringValue()) + " is another version of JSON Schema",
          "write \"" + SchemaCheck.DIALECT + "\"");
  }

  private static boolean isOurs(String dialect) {
    return dialect.equals(SchemaCheck.DIALECT) || dialect.equals(SchemaCheck.DIALECT + "#");
  }

  private void checkReference(String keyword) {
    var reference = part.schema().path(keyword);
    if (!reference.isString()) return;
    String target = reference.stringValue();
    if (!target.startsWith("#"))
      tell(
          keyword,
          Faults.quote(target) + " leads out of this file, and nothing is fetched",
          "copy it under $defs and refer to it as #/$defs/<name>");
    else if (target.startsWith("#/") && !isThere(target.substring(1)))
      tell(keyword, Faults.quote(target) + " is not in this file", "mend the reference");
  }

  private boolean isThere(String pointer) {
    // A percent sign is an escape that is left to the compiling check.
    return pointer.contains("%") || !root.at(pointer).isMissingNode();
  }

  private void tell(String keyword, String problem, String cure) {
    faults.add(new SchemaFault(SchemaWalk.step(part.pointer(), keyword), problem, cure));
  }
}
