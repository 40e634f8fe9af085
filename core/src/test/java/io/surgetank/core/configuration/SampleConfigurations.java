package io.surgetank.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Configurations for tests, read from memory.
final class SampleConfigurations {
  static final String SCHEMA = "{\"type\": \"object\"}";

  private SampleConfigurations() {}

  static ConfigurationResult read(String yaml) {
    return read(yaml, Map.of("s.json", SCHEMA));
  }

  /// Reads a configuration, and checks that the published schema reports the same errors of shape.
  static ConfigurationResult read(String yaml, Map<String, String> files) {
    var result =
        ConfigurationReader.read(
            new ConfigurationSource(
                "surgetank.yaml", yaml, name -> Optional.ofNullable(files.get(name))));
    if (result instanceof ConfigurationResult.Invalid(var errors))
      PublishedSchema.assertReports(yaml, errors);
    return result;
  }

  /// The first pipeline of a valid configuration.
  static Pipeline valid(String yaml) {
    var configurationResult = read(yaml);
    assertThat(configurationResult).isInstanceOf(ConfigurationResult.Valid.class);
    PublishedSchema.assertAccepts(yaml);
    return ((ConfigurationResult.Valid) configurationResult).pipelines().all().getFirst();
  }

  /// The errors, one line each.
  static List<String> errors(ConfigurationResult configurationResult) {
    return switch (configurationResult) {
      case ConfigurationResult.Valid _ -> List.of();
      case ConfigurationResult.Invalid(var errors) ->
          errors.stream().map(ConfigurationError::toString).toList();
    };
  }

  static List<String> errors(String yaml) {
    return errors(read(yaml));
  }

  /// A pipeline with these lines, each indented as a section of the pipeline.
  static String with(String... lines) {
    return """
    pipelines:
      p:
        intake: {path: /p, schema: s.json}
    """
        + String.join("", List.of(lines).stream().map(line -> "    " + line + "\n").toList());
  }

  /// A pipeline with these additional keys in its intake.
  static String intake(String... keys) {
    return """
    pipelines:
      p:
        intake:
          path: /p
          schema: s.json
    """
        + String.join("", List.of(keys).stream().map(key -> "      " + key + "\n").toList());
  }
}
