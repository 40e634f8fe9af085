package io.surgetank.core.configuration;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import io.surgetank.core.schema.SchemaTree;
import io.surgetank.core.schema.Subschemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Checks that a document is a JSON Schema 2020-12 that needs nothing from elsewhere: against the
/// meta-schema, then its references and messages, and at last by compiling it.
final class SchemaLinter {
  static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();

  /// The meta-schema comes out of the validator's own jar; nothing is fetched.
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final Schema metaSchema = registry.getSchema(SchemaLocation.of(DIALECT));

  /// A fault of a schema, at the JSON Pointer of the value that is wrong.
  record SchemaError(String pointer, String problem, String cure) {}

  List<SchemaError> faults(JsonNode schema) {
    if (!schema.isObject())
      return List.of(new SchemaError("", "a schema is a JSON object", "write {\"type\": ...}"));
    var faults = new ArrayList<SchemaError>();
    var told = new HashSet<String>();
    for (var error : metaSchema.validate(schema)) {
      String pointer = Subschemas.pointer(error.getInstanceLocation());
      // Where the meta-schema allows several shapes, each misses; one of them is enough to tell.
      if (told.add(pointer))
        faults.add(
            new SchemaError(
                pointer,
                String.valueOf(error.getMessage()),
                "see json-schema.org for what the keyword takes"));
    }
    var tree = SchemaTree.of(schema);
    Subschemas.of(schema)
        .forEach(part -> {
          new SchemaReferences(tree, part, faults).check();
          new SchemaMessages(part, faults).check();
          new SchemaPatterns(part, faults).check();
        });
    new SchemaCycles(tree, faults).check();
    if (faults.isEmpty()) compile(schema, faults);
    return faults;
  }

  /// What shows only here: it is compiled as the intake compiles it.
  private static void compile(JsonNode schema, List<SchemaError> faults) {
    try {
      io.surgetank.core.intake.PayloadSchemaValidator.of(
          new PayloadSchema("it", Json.write(schema)));
    } catch (IllegalArgumentException unusable) {
      faults.add(
          new SchemaError(
              "", "the schema cannot be used: " + unusable.getMessage(), "mend the schema"));
    }
  }
}
