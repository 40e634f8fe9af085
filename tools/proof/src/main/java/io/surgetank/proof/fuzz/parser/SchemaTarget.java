package io.surgetank.proof.fuzz.parser;

import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.proof.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// JSON Schemas of users: arbitrary text as the schema file of a pipeline.
public final class SchemaTarget implements FuzzTarget {
  private static final String SCHEMA = "fuzzed.schema.json";

  private static final String CONFIGURATION =
      "pipelines: {a: {intake: {path: /a, schema: %s}, work: {handler: task}}}\n".formatted(SCHEMA);

  /// The library logs each unknown keyword.
  private final Logger log = Logger.getLogger("com.networknt");

  public SchemaTarget() {
    log.setLevel(Level.OFF);
  }

  @Override
  public List<byte[]> examples() {
    return Stream.of(
            ConfigurationExamples.text("checked.schema.json"),
            ConfigurationExamples.text("orders.schema.json"),
            "{}",
            "{\"$id\":\"https://a.example/b\",\"$anchor\":\"c\",\"allOf\":[{\"$ref\":\"#c\"},{\"$dynamicRef\":\"#d\"}],\"$dynamicAnchor\":\"d\"}",
            "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"}},\"dependentSchemas\":{\"a\":{\"required\":[\"b\"]}},\"dependentRequired\":{\"b\":[\"a\"]}}",
            "{\"prefixItems\":[{\"type\":\"string\"}],\"items\":false,\"contains\":{\"const\":1},\"minContains\":0,\"unevaluatedItems\":false}",
            "{\"message\":{\"required\":\"Send all.\",\"properties\":{\"a\":\"b\"}},\"required\":[\"a\"]}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> tokens() {
    return List.of(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "true",
        "false",
        "null",
        "1",
        "-1",
        "1e400",
        "0.0",
        "{\"$ref\":\"#\"}",
        "{\"$ref\":\"#/$defs/item\"}",
        "\"$ref\":\"#/properties/id\",",
        "\"$dynamicRef\":\"#d\",",
        "\"$id\":\"a\",",
        "\"$anchor\":\"a\",",
        "\"$schema\":\"http://json-schema.org/draft-07/schema#\",",
        "\"$vocabulary\":{},",
        "\"type\":\"integer\",",
        "\"type\":[],",
        "\"enum\":[],",
        "\"const\":{},",
        "\"multipleOf\":0,",
        "\"multipleOf\":1e-400,",
        "\"minLength\":1e3,",
        "\"maxItems\":99999999999999999999,",
        "\"pattern\":\"(a+)+$\",",
        "\"pattern\":\"\\\\p{L}{1000}\",",
        "\"pattern\":\"[\",",
        "\"format\":\"idn-email\",",
        "\"format\":\"regex\",",
        "\"format\":\"uri-template\",",
        "\"not\":{},",
        "\"if\":true,",
        "\"then\":false,",
        "\"else\":{},",
        "\"anyOf\":[{},",
        "\"oneOf\":[true,true],",
        "\"allOf\":[{\"$ref\":\"#\"}],",
        "\"items\":{",
        "\"prefixItems\":[{}],",
        "\"contains\":{},",
        "\"minContains\":2,",
        "\"uniqueItems\":true,",
        "\"propertyNames\":false,",
        "\"patternProperties\":{\"\":{}},",
        "\"additionalProperties\":false,",
        "\"unevaluatedProperties\":{},",
        "\"unevaluatedItems\":{},",
        "\"dependentSchemas\":{\"a\":true},",
        "\"$defs\":{\"a~1b\":{}},",
        "\"message\":\"a {0} 'b'\",",
        "\"contentMediaType\":\"application/json\",",
        "\"contentEncoding\":\"base64\",",
        "%25",
        "~0",
        "/");
  }

  @Override
  public Optional<String> run(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    var source =
        new ConfigurationSource(
            ConfigurationExamples.FILE,
            CONFIGURATION,
            name -> name.equals(SCHEMA) ? Optional.of(text) : Optional.empty());
    return switch (ConfigurationReader.read(source)) {
      case ConfigurationResult.Valid(var pipelines, _) -> PipelineCheck.violation(pipelines);
      case ConfigurationResult.Invalid(var errors) ->
          ErrorLocations.violation(errors, SCHEMA, text);
    };
  }
}
