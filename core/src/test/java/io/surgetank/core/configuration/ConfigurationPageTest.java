package io.surgetank.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.intake.PayloadSchemaValidator;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import io.surgetank.core.repository.RepositoryText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The messages that docs/configuration.md shows. `ConfigurationSchemaKeysTest` compares its keys
/// and reads its YAML.
class ConfigurationPageTest {
  /// The page's example of errors: the same places and messages, up to the dots.
  @Test
  void the_errors_of_check_are_as_shown() throws IOException {
    String yaml =
        """
        x-note: the page shows an error in line 9

        pipelines:
          orders:
            intake:
              path: /orders
              schema: order.schema.json
            work:
              timeout: 10
        """;
    String schema =
        """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "objekt"
        }
        """;
    List<String> errors =
        SampleConfigurations.errors(
            ConfigurationReader.read(
                new ConfigurationSource("surgetank.yaml", yaml, _ -> Optional.of(schema))));

    List<String> shown =
        RepositoryText.blocks("docs/configuration.md", "text").getFirst().lines().toList();
    assertThat(errors).hasSameSizeAs(shown);
    for (int i = 0; i < shown.size(); i++)
      assertThat(errors.get(i)).startsWith(shown.get(i).replace(" ...", ""));
  }

  @Test
  void the_example_of_error_messages_gives_the_messages_that_it_has() throws IOException {
    String item = RepositoryText.blocks("docs/configuration.md", "json").getFirst();
    var validator =
        PayloadSchemaValidator.of(
            new PayloadSchema("s.json", "{\"type\": \"array\", \"items\": " + item + "}"));

    assertThat(validator.violations(Json.read("[7, {\"sku\": \"A\"}, {\"qty\": 1}]"), 100))
        .containsExactlyInAnyOrder(
            new Violation("/0", "Item at index 0 must be an object"),
            new Violation("/1", "Item at index 1 missing 'qty' field"),
            new Violation("/2", "Item at index 2 missing 'sku' field"));
  }
}
