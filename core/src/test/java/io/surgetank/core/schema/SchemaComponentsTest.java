package io.surgetank.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.intake.PayloadSchemaValidator;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SchemaComponentsTest {
  private static final Path FOLDER = Path.of("src/test/resources/io/surgetank/core/schema");

  private static final int PAYLOADS = 10_000;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  /// Payloads consist of names and values in the schema, so that many of them are valid.
  @ParameterizedTest
  @MethodSource("files")
  void components_accept_and_refuse_the_same_payloads_as_the_file(Path file) throws IOException {
    JsonNode schema = Json.read(Files.readString(file));
    PayloadSchemaValidator asFile = check(schema);
    PayloadSchemaValidator asComponents = check(document(schema));
    var payloads = new RandomPayloads(schema, new Random(42));
    var verdicts = new ArrayList<Boolean>();
    for (int n = 0; n < PAYLOADS; n++) {
      JsonNode payload = payloads.next();
      boolean fits = asFile.violations(payload, 10_000).isEmpty();
      verdicts.add(fits);
      assertThat(asComponents.violations(payload, 10_000).isEmpty())
          .as("seed 42, payload %d: %s", n, payload)
          .isEqualTo(fits);
    }
    assertThat(verdicts).as("payloads that fit").contains(true);
  }

  @ParameterizedTest
  @MethodSource("files")
  void components_refer_only_to_components(Path file) throws IOException {
    ObjectNode document = document(Json.read(Files.readString(file)));
    JsonNode components = document.path("components").path("schemas");

    for (JsonNode component : components)
      for (var part : Subschemas.of(component)) {
        assertThat(part.schema().propertyNames())
            .doesNotContain("$id", "$defs", "definitions", "$anchor", "$dynamicAnchor")
            .doesNotContain("$dynamicRef", "$schema", "$comment", "errorMessage", "x-owner");
        JsonNode reference = part.schema().path("$ref");
        if (reference.isString())
          assertThat(document.at(reference.stringValue().substring(1)).isObject())
              .as(reference.stringValue())
              .isTrue();
      }
  }

  @Test
  void each_referenced_schema_becomes_a_component() throws IOException {
    JsonNode schema = Json.read(Files.readString(FOLDER.resolve("definitions.json")));

    var components = SchemaComponents.of("order", schema);

    assertThat(components.keySet())
        .containsExactly("order", "order.line", "order.address", "order.billing", "order.sku");
    assertThat(components.get("order").at("/properties/lines/items/$ref").stringValue())
        .isEqualTo("#/components/schemas/order.line");
    assertThat(components.get("order.line").at("/properties/sku/$ref").stringValue())
        .isEqualTo("#/components/schemas/order.sku");
  }

  @Test
  void a_dynamic_reference_resolves_to_the_outermost_resource() throws IOException {
    JsonNode schema = Json.read(Files.readString(FOLDER.resolve("resources.json")));
    PayloadSchemaValidator check = check(document(schema));

    assertThat(check.violations(Json.read("{'numbers':{'item':1}}".replace('\'', '"')), 30))
        .isEmpty();
    assertThat(check.violations(Json.read("{'texts':{'list':{'item':1}}}".replace('\'', '"')), 30))
        .hasSize(1);
  }

  /// The file's components, in a document that is a schema itself.
  private static ObjectNode document(JsonNode schema) {
    ObjectNode document =
        Json.MAPPER.createObjectNode().put("$ref", SchemaComponents.PREFIX + "payload");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    SchemaComponents.of("payload", schema).forEach(schemas::set);
    return document;
  }

  private static PayloadSchemaValidator check(JsonNode schema) {
    return PayloadSchemaValidator.of(new PayloadSchema("it.json", Json.write(schema)));
  }
}
