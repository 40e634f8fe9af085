package io.surgetank.core.api;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.surgetank.core.json.Json;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// Independent validators of OpenAPI documents: Swagger's parser, and the schema that the OpenAPI
/// Initiative publishes (https://spec.openapis.org/oas/3.1/schema/2026-08-03, as it is in the npm
/// package `@seriousme/openapi-schema-validator` 2.11.0), with the schemas in the document
/// validated against the JSON Schema meta-schema.
final class OpenApiValidators {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(published());

  private OpenApiValidators() {}

  static List<String> violations(String document) {
    var violations = new ArrayList<String>();
    SCHEMA.validate(document, InputFormat.JSON).forEach(error -> violations.add(error.toString()));
    var options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(false);
    var parsed = new OpenAPIV3Parser().readContents(document, List.of(), options);
    if (parsed.getMessages() != null) violations.addAll(parsed.getMessages());
    if (parsed.getOpenAPI() == null) violations.add("Swagger's parser reads nothing");
    return violations;
  }

  /// The published schema does not fix the dialect of a document's schemas; here it is JSON Schema
  /// 2020-12.
  private static JsonNode published() {
    try (InputStream file =
        Objects.requireNonNull(
            OpenApiValidators.class.getResourceAsStream("openapi-3.1.schema.json"))) {
      JsonNode schema = Json.MAPPER.readTree(file);
      schema
          .withObject("/$defs/schema")
          .removeAll()
          .put("$ref", "https://json-schema.org/draft/2020-12/schema");
      return schema;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
