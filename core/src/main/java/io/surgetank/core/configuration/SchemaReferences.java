package io.surgetank.core.configuration;

import io.surgetank.core.configuration.SchemaLinter.SchemaError;
import io.surgetank.core.schema.SchemaTree;
import io.surgetank.core.schema.Subschemas;
import io.surgetank.core.schema.Subschemas.Part;
import java.util.List;

/// Checks that a schema refers only to itself: nothing is fetched at startup or during validation.
final class SchemaReferences {
  private final SchemaTree tree;
  private final Part part;
  private final List<SchemaError> errors;

  SchemaReferences(SchemaTree tree, Part part, List<SchemaError> errors) {
    this.tree = tree;
    this.part = part;
    this.errors = errors;
  }

  void check() {
    checkDialect();
    checkReference("$ref");
    checkReference("$dynamicRef");
  }

  private void checkDialect() {
    var dialect = part.schema().path("$schema");
    if (dialect.isString() && !isOurs(dialect.stringValue()))
      report(
          "$schema",
          ErrorCollector.quote(dialect.stringValue()) + " is an unsupported version of JSON Schema",
          "use \"" + SchemaLinter.DIALECT + "\"");
  }

  private static boolean isOurs(String dialect) {
    return dialect.equals(SchemaLinter.DIALECT) || dialect.equals(SchemaLinter.DIALECT + "#");
  }

  private void checkReference(String keyword) {
    var reference = part.schema().path(keyword);
    if (!reference.isString()) return;
    String target = reference.stringValue();
    if (!target.startsWith("#"))
      report(
          keyword,
          ErrorCollector.quote(target) + " is an external reference, and nothing is fetched",
          "copy it under $defs and refer to it as #/$defs/<name>");
    else if (tree.target(part.pointer(), target).isEmpty())
      report(
          keyword,
          ErrorCollector.quote(target) + " does not refer to a schema in this file",
          "fix the reference; put your own schemas under $defs");
  }

  private void report(String keyword, String problem, String hint) {
    errors.add(new SchemaError(Subschemas.step(part.pointer(), keyword), problem, hint));
  }
}
