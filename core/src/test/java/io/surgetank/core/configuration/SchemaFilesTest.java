package io.surgetank.core.configuration;

import static io.surgetank.core.configuration.SampleConfigurations.faults;
import static io.surgetank.core.configuration.SampleConfigurations.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFilesTest {
  private static List<String> told(String schema) {
    return faults(SampleConfigurations.read(with(), Map.of("s.json", schema)));
  }

  @Test
  void a_file_that_is_not_there_is_told_where_it_is_named() {
    assertThat(faults(SampleConfigurations.read(with(), Map.of())))
        .containsExactly(
            "surgetank.yaml:3:32: pipelines.p.intake.schema: there is no file 's.json'; put it"
                + " beside the descriptor");
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
  void a_name_that_leads_elsewhere_is_refused_unread(String name) {
    var yaml = "pipelines: {p: {intake: {path: /p, schema: \"" + name + "\"}}}";

    var configurationResult =
        ConfigurationReader.read(
            new ConfigurationSource(
                "surgetank.yaml",
                yaml,
                asked -> {
                  throw new AssertionError("asked for " + asked);
                }));

    assertThat(faults(configurationResult))
        .singleElement()
        .asString()
        .contains("not a file beside");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{|s.json:1:2: this is not JSON",
        "''|s.json:1:1: ",
        "{\"type\": 1, \"type\": 2}|s.json:1:19: this is not JSON",
        "true|s.json:1:1: a schema is a JSON object",
        "{\"type\": \"objct\"}|s.json:1:2: /type: ",
        "{\"properties\": {\"a\": {\"minLength\": -1}}}|s.json:1:23: /properties/a/minLength: ",
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}|s.json:1:2: /$schema: ",
        "{\"properties\": {\"a\": {\"$ref\": \"https://a/b\"}}}|s.json:1:23: /properties/a/$ref: ",
        "{\"items\": {\"$ref\": \"other.json\"}}|s.json:1:12: /items/$ref: ",
        "{\"allOf\": [{\"$ref\": \"#/$defs/x\"}]}|s.json:1:13: /allOf/0/$ref: ",
        "{\"pattern\": \"[a\"}|s.json:1:2: /pattern: the pattern, at its character 1: this class has no end",
        "{\"items\": {\"pattern\": \"\\\\Aabc\"}}|s.json:1:12: /items/pattern: the pattern, at its character 1",
        "{\"pattern\": \"a(?=b)\"}|s.json:1:2: /pattern: the pattern, at its character 2: look-ahead",
        "{\"patternProperties\": {\"(a)\\\\1\": {}}}|s.json:1:24: /patternProperties/(a)\\1: the pattern",
        "{\"$ref\": \"#\"}|s.json:1:",
        "{\"anyOf\": [{\"type\": \"null\"}, {\"$ref\": \"#\"}]}|s.json:1:",
        "{\"$defs\": {\"a\": {\"$anchor\": \"a\", \"not\": {\"$ref\": \"#a\"}}}}|s.json:1:",
        "{\"errorMessage\": \"x\"}|s.json:1:2: /errorMessage: ",
        "{\"errorMessage\": {\"type\": \"x\"}}|s.json:1:19: /errorMessage/type: there is no 'type'",
        "{\"type\": \"object\", \"errorMessage\": {\"type\": 1}}|s.json:1:37: /errorMessage/type: ",
        "{\"type\": \"array\", \"errorMessage\": {\"type\": \"{i}\"}}|s.json:1:36: /errorMessage/type: ",
        "{\"required\": [\"a\"], \"errorMessage\": {\"required\": {\"b\": \"x\"}}}|s.json:1:51:"
            + " /errorMessage/required/b: the keyword says nothing of 'b'",
      })
  void a_faulty_schema_is_told_with_its_place_in_its_own_file(String schema, String fault) {
    assertThat(told(schema)).singleElement().asString().startsWith(fault);
  }

  @Test
  void all_faults_of_a_schema_are_told_at_once() {
    assertThat(told("{\n\"type\": \"objct\",\n\"minLength\": -1,\n\"items\": {\"$ref\": \"x\"}\n}"))
        .extracting(fault -> fault.substring(0, fault.indexOf(": ")))
        .containsExactly("s.json:2:1", "s.json:3:1", "s.json:4:11");
  }

  @Test
  void what_only_looks_like_a_reference_is_data() {
    assertThat(told("{\"const\": {\"$ref\": \"https://a/b\"}, \"enum\": [{\"$ref\": \"x\"}]}"))
        .isEmpty();
    assertThat(told("{\"properties\": {\"$ref\": {\"type\": \"string\"}}}")).isEmpty();
  }

  @Test
  void a_schema_may_refer_to_itself_and_carry_messages() {
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

    assertThat(told(schema)).isEmpty();
  }

  @Test
  void depth_and_size_are_bounded() {
    assertThat(told("{\"not\": ".repeat(5000))).singleElement().asString().contains("not JSON");
    assertThat(told(" ".repeat(SchemaFiles.MAX_CHARACTERS + 1)))
        .singleElement()
        .asString()
        .contains("characters");
  }
}
