package io.surgetank.core.configuration;

import io.surgetank.core.configuration.SchemaLinter.SchemaError;
import io.surgetank.core.schema.SchemaTree;
import io.surgetank.core.schema.Subschemas;
import io.surgetank.core.schema.Subschemas.Part;
import java.util.List;

/// Checks what one schema refers to: only itself. Nothing is fetched when a server starts or a
/// payload comes in.
final class SchemaReferences {
  private final SchemaTree tree;
  private final Part part;
  private final List<SchemaError> faults;

  SchemaReferences(SchemaTree tree, Part part, List<SchemaError> faults) {
    this.tree = tree;
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
          ErrorCollector.quote(dialect.stringValue()) + " is another version of JSON Schema",
          "write \"" + SchemaLinter.DIALECT + "\"");
  }

  private static boolean isOurs(String dialect) {
    return dialect.equals(SchemaLinter.DIALECT) || dialect.equals(SchemaLinter.DIALECT + "#");
  }

  private void checkReference(String keyword) {
    var reference = part.schema().path(keyword);
    if (!reference.isString()) return;
    String target = reference.stringValue();
    if (!target.startsWith("#"))
      tell(
          keyword,
          ErrorCollector.quote(target) + " leads out of this file, and nothing is fetched",
          "copy it under $defs and refer to it as #/$defs/<name>");
    else if (tree.target(part.pointer(), target).isEmpty())
      tell(
          keyword,
          ErrorCollector.quote(target) + " names no schema of this file",
          "mend the reference; schemas of your own are kept under $defs");
  }

  private void tell(String keyword, String problem, String cure) {
    faults.add(new SchemaError(Subschemas.step(part.pointer(), keyword), problem, cure));
  }
}
