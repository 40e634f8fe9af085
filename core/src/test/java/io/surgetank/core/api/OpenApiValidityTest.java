package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Validates the documents with independent OpenAPI 3.1 validators.
class OpenApiValidityTest {
  static List<Path> schemas() throws IOException {
    try (Stream<Path> own = Files.list(Path.of("src/test/resources/io/surgetank/core/schema"));
        Stream<Path> examples = Files.walk(Path.of("../examples"))) {
      return Stream.concat(own, examples.filter(file -> file.toString().endsWith(".schema.json")))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void the_document_of_a_pipeline_with_any_schema_is_valid(Path schema) throws IOException {
    var it = new TestApi(TestPipelines.checked("one", Files.readString(schema)));

    String document = TestApi.text(it.get("/openapi.json"));

    assertThat(OpenApiValidators.violations(document)).isEmpty();
    assertThat(document).doesNotContain("\"a part number is needed\"", "\"x-owner\"", "$comment");
  }

  @Test
  void the_document_of_the_built_in_pipelines_is_valid() {
    var it = new TestApi(DefaultConfiguration.pipelines().all().toArray(Pipeline[]::new));

    String document = TestApi.text(it.get("/openapi.json"));

    assertThat(OpenApiValidators.violations(document)).isEmpty();
    assertThat(document).doesNotContain("errorMessage");
  }

  @Test
  void the_document_of_pipelines_with_a_shared_path_and_similar_names_is_valid() {
    var it =
        new TestApi(
            TestPipelines.parcels(),
            TestPipelines.named("named", "/parcels"),
            TestPipelines.checked("parcels-named", TestPipelines.BOOK_SCHEMA),
            TestPipelines.books(),
            TestPipelines.required());

    String text = TestApi.text(it.get("/openapi.json"));

    assertThat(OpenApiValidators.violations(text)).isEmpty();
    assertThat(operationIds(Json.read(text))).doesNotHaveDuplicates();
  }

  @Test
  void the_document_of_the_operators_api_is_valid() {
    var it = new TestApi(TestPipelines.parcels());

    Response response = it.operator("GET", "/ops/v1/openapi.json", "");

    assertThat(response.status()).isEqualTo(200);
    assertThat(OpenApiValidators.violations(TestApi.text(response))).isEmpty();
    assertThat(operationIds(TestApi.json(response))).doesNotHaveDuplicates();
  }

  @Test
  void the_validators_find_an_error() {
    String document = TestApi.text(new TestApi(TestPipelines.parcels()).get("/openapi.json"));

    assertThat(OpenApiValidators.violations(document.replace("\"title\":\"Surgetank\",", "")))
        .hasSizeGreaterThan(1);
    assertThat(
            OpenApiValidators.violations(
                document.replace("\"type\":\"integer\"", "\"type\":\"whole\"")))
        .isNotEmpty();
  }

  private static List<String> operationIds(JsonNode document) {
    return document
        .path("paths")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .filter(JsonNode::isObject)
        .map(operation -> operation.path("operationId").asString())
        .toList();
  }
}
