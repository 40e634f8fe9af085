package io.surgetank.load.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.load.payload.SchemaPayloads;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PipelineOperationTest {
  private static final JsonNode DOCUMENT =
      Json.read(
          """
          {"paths": {
             "/health/live": {"get": {}},
             "/parcels": {"post": {
               "parameters": [{"name": "Idempotency-Key", "in": "header", "required": true}],
               "requestBody": {"content": {"application/json": {"schema": {"anyOf": [
                 {"$ref": "#/components/schemas/payload-parcels"},
                 {"$ref": "#/components/schemas/payload-letters"},
                 {"type": "array", "items": {}}]}}}}}}},
           "components": {"schemas": {
             "payload-parcels": {"type": "object", "required": ["line"],
               "properties": {"line": {"$ref": "#/components/schemas/payload-parcels.line"}}},
             "payload-parcels.line": {"type": "object", "required": ["sku"],
               "properties": {"sku": {"const": "A1"}, "more": {"$ref": "#/components/schemas/payload-parcels"}}},
             "payload-letters": {"type": "object"}}}}
          """);

  @Test
  void each_pipeline_of_a_path_has_an_endpoint() {
    assertThat(PipelineOperation.all(DOCUMENT))
        .extracting(PipelineOperation::pipeline)
        .containsExactly("parcels", "letters");
    assertThat(PipelineOperation.all(DOCUMENT)).allMatch(PipelineOperation::needsKey);
  }

  @Test
  void payloads_follow_references_to_other_components() {
    var payloads = SchemaPayloads.of(PipelineOperation.all(DOCUMENT).getFirst().schema(), 42);

    assertThat(Json.read(payloads.valid(0)).at("/line/sku").stringValue()).isEqualTo("A1");
  }
}
