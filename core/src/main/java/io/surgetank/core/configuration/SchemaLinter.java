package io.surgetank.core.configuration;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import io.surgetank.core.schema.SchemaTree;
import io.surgetank.core.schema.SecretLocations;
import io.surgetank.core.schema.Subschemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;

/// Checks that a document is a self-contained JSON Schema 2020-12: against the meta-schema, then
/// its references, messages and patterns, and finally by compiling it.
final class SchemaLinter {
  static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();

  /// The meta-schema is in the library's jar; nothing is fetched.
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final Schema metaSchema = registry.getSchema(SchemaLocation.of(DIALECT));

  /// An error of a schema, at the JSON Pointer of the invalid value.
  record SchemaError(String pointer, String problem, String hint) {}

  List<SchemaError> errors(JsonNode schema) {
    if (!schema.isObject())
      return List.of(new SchemaError("", "a schema must be a JSON object", "use {\"type\": ...}"));
    var errors = new ArrayList<SchemaError>();
    try {
      checkKeywords(schema, errors);
    } catch (JsonNodeException outOfRange) {
      // The library compares the limits of the meta-schema as `long`.
      return List.of(
          new SchemaError(
              "",
              "the schema cannot be checked: " + outOfRange.getOriginalMessage(),
              "use numbers that fit 64 bits for lengths and counts"));
    }
    var tree = SchemaTree.of(schema);
    Subschemas.of(schema)
        .forEach(part -> {
          new SchemaReferences(tree, part, errors).check();
          new SchemaMessages(part, errors).check();
          new SchemaPatterns(part, errors).check();
          checkSecret(part, errors);
        });
    new SchemaCycles(tree, errors).check();
    if (errors.isEmpty()) compile(schema, errors);
    return errors;
  }

  /// Any other value would leave a value unmasked by mistake.
  private static void checkSecret(Subschemas.Part part, List<SchemaError> errors) {
    var marked = part.schema().path(SecretLocations.KEYWORD);
    if (!marked.isMissingNode() && !marked.isBoolean())
      errors.add(
          new SchemaError(
              Subschemas.step(part.pointer(), SecretLocations.KEYWORD),
              "must be true or false",
              "write \"x-secret\": true to mask the values"));
  }

  private void checkKeywords(JsonNode schema, List<SchemaError> errors) {
    var reported = new HashSet<String>();
    for (var error : metaSchema.validate(schema)) {
      String pointer = Subschemas.pointer(error.getInstanceLocation());
      // Where the meta-schema allows several forms, each fails; reporting one is enough.
      if (reported.add(pointer))
        errors.add(
            new SchemaError(
                pointer,
                String.valueOf(error.getMessage()),
                "see json-schema.org for the keyword's values"));
    }
  }

  /// Finds the remaining errors, by compiling the schema as the intake does.
  private static void compile(JsonNode schema, List<SchemaError> errors) {
    try {
      io.surgetank.core.intake.PayloadSchemaValidator.of(
          new PayloadSchema("it", Json.write(schema)));
    } catch (IllegalArgumentException unusable) {
      errors.add(
          new SchemaError(
              "", "the schema cannot be used: " + unusable.getMessage(), "fix the schema"));
    }
  }
}
