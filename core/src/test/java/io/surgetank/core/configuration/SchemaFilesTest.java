package io.surgetank.core.configuration;

import static io.surgetank.core.configuration.SampleConfigurations.errors;
import static io.surgetank.core.configuration.SampleConfigurations.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFilesTest {
  private static List<String> errorsOf(String schema) {
    return errors(SampleConfigurations.read(with(), Map.of("s.json", schema)));
  }

  @Test
  void a_missing_file_is_reported_at_its_reference() {
    assertThat(errors(SampleConfigurations.read(with(), Map.of())))
        .containsExactly(
            "surgetank.yaml:3:32: pipelines.p.intake.schema: no such file: 's.json'; put it"
                + " next to the configuration");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../s.json",
        "/etc/passwd",
        "a/../b",
        "http://a/s.json",
        "a//b",
        "a b",
        ".s",
        "a/"
      })
  void a_name_outside_the_folder_is_refused_without_reading(String name) {
    var yaml = "pipelines: {p: {intake: {path: /p, schema: \"" + name + "\"}}}";

    var configurationResult =
        ConfigurationReader.read(
            new ConfigurationSource(
                "surgetank.yaml",
                yaml,
                path -> {
                  throw new AssertionError("unexpected request for " + path);
                }));

    assertThat(errors(configurationResult))
        .singleElement()
        .asString()
        .contains("not a file next to");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{|s.json:1:2: invalid JSON",
        "''|s.json:1:1: ",
        "{\"type\": 1, \"type\": 2}|s.json:1:19: invalid JSON",
        "true|s.json:1:1: a schema must be a JSON object",
        "{\"type\": \"objct\"}|s.json:1:2: /type: ",
        "{\"properties\": {\"a\": {\"minLength\": -1}}}|s.json:1:23: /properties/a/minLength: ",
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}|s.json:1:2: /$schema: ",
        "{\"properties\": {\"a\": {\"$ref\": \"https://a/b\"}}}|s.json:1:23: /properties/a/$ref: ",
        "{\"items\": {\"$ref\": \"other.json\"}}|s.json:1:12: /items/$ref: ",
        "{\"allOf\": [{\"$ref\": \"#/$defs/x\"}]}|s.json:1:13: /allOf/0/$ref: ",
        "{\"items\": {\"$ref\": \"#/a%\"}}|s.json:1:12: /items/$ref: '#/a%' does not refer to a schema",
        "{\"maxLength\": 6e40}|s.json:1:1: the schema cannot be checked: ",
        "{\"items\": {\"$dynamicRef\": \"#%zz\"}}|s.json:1:12: /items/$dynamicRef: '#%zz' does not refer",
        "{\"pattern\": \"[a\"}|s.json:1:2: /pattern: the pattern, at character 1: unclosed class",
        "{\"items\": {\"pattern\": \"\\\\Aabc\"}}|s.json:1:12: /items/pattern: the pattern, at character 1",
        "{\"pattern\": \"a(?=b)\"}|s.json:1:2: /pattern: the pattern, at character 2: look-ahead",
        "{\"patternProperties\": {\"(a)\\\\1\": {}}}|s.json:1:24: /patternProperties/(a)\\1: the pattern",
        "{\"$ref\": \"#\"}|s.json:1:",
        "{\"anyOf\": [{\"type\": \"null\"}, {\"$ref\": \"#\"}]}|s.json:1:",
        "{\"$defs\": {\"a\": {\"$anchor\": \"a\", \"not\": {\"$ref\": \"#a\"}}}}|s.json:1:",
        "{\"errorMessage\": \"x\"}|s.json:1:2: /errorMessage: ",
        "{\"errorMessage\": {\"type\": \"x\"}}|s.json:1:19: /errorMessage/type: there is no keyword 'type'",
        "{\"type\": \"object\", \"errorMessage\": {\"type\": 1}}|s.json:1:37: /errorMessage/type: ",
        "{\"type\": \"array\", \"errorMessage\": {\"type\": \"{i}\"}}|s.json:1:36: /errorMessage/type: ",
        "{\"required\": [\"a\"], \"errorMessage\": {\"required\": {\"b\": \"x\"}}}|s.json:1:51:"
            + " /errorMessage/required/b: the keyword does not mention 'b'",
      })
  void schema_errors_are_reported_with_their_location_in_the_schema_file(
      String schema, String error) {
    assertThat(errorsOf(schema)).singleElement().asString().startsWith(error);
  }

  @Test
  void all_errors_of_a_schema_are_reported_together() {
    assertThat(
            errorsOf(
                "{\n\"type\": \"objct\",\n\"minLength\": -1,\n\"items\": {\"$ref\": \"x\"}\n}"))
        .extracting(error -> error.substring(0, error.indexOf(": ")))
        .containsExactly("s.json:2:1", "s.json:3:1", "s.json:4:11");
  }

  @Test
  void references_in_data_are_ignored() {
    assertThat(errorsOf("{\"const\": {\"$ref\": \"https://a/b\"}, \"enum\": [{\"$ref\": \"x\"}]}"))
        .isEmpty();
    assertThat(errorsOf("{\"properties\": {\"$ref\": {\"type\": \"string\"}}}")).isEmpty();
  }

  @Test
  void a_schema_may_refer_to_itself_and_contain_messages() {
    var schema =
        """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "items": {"$ref": "#/$defs/line"},
          "$defs": {
            "line": {
              "required": ["a"],
              "errorMessage": {"required": {"a": "line {index} has no a"}},
              "properties": {"next": {"$ref": "#/$defs/line"}, "all": {"$ref": "#"}}
            }
          }
        }
        """;

    assertThat(errorsOf(schema)).isEmpty();
  }

  @Test
  void depth_and_size_are_limited() {
    assertThat(errorsOf("{\"not\": ".repeat(5000)))
        .singleElement()
        .asString()
        .contains("invalid JSON");
    assertThat(errorsOf(" ".repeat(SchemaFiles.MAX_CHARACTERS + 1)))
        .singleElement()
        .asString()
        .contains("characters");
  }
}
