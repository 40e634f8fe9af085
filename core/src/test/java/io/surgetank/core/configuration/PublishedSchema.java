package io.surgetank.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.intake.PayloadSchemaValidator;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.pipeline.PayloadSchema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Validates configurations by `surgetank.schema.json`, as an editor does, and compares the result
/// with the reader's.
final class PublishedSchema {
  /// What a JSON Schema cannot express: the reader alone reports these.
  private static final Pattern BEYOND_SHAPE =
      Pattern.compile(
          // YAML: keys are unique words; an empty value in a template is not `null`.
          " is given twice|has a key that is |a member name must be |a member has no value"
              // Relations between keys and between pipelines.
              + "|is only for an https URL|is shorter than the timeout|the minimum delay is |is less than the base"
              + "|is reversed|admits clients that |is already used by |already belong to |conflicts with the jobs |is shared with pipeline "
              // Totals, and the world outside of the file.
              + "|has more than \\d+ (parts|characters)|no such file|is not an IPv6 address"
              // To JSON Schema 1.0 and 1e1 are integers.
              + "|'-?\\d+(\\.0+)?([eE]\\d+)?' is not an integer");

  private static final PayloadSchemaValidator VALIDATOR =
      PayloadSchemaValidator.of(
          new PayloadSchema(ConfigurationSchema.FILE, ConfigurationSchema.text()));

  private PublishedSchema() {}

  /// The violations of the YAML text; empty if it is no YAML.
  static Optional<List<Violation>> violations(String yaml) {
    return YamlAsJson.of(yaml).map(json -> VALIDATOR.violations(json, Integer.MAX_VALUE / 1000));
  }

  static void assertAccepts(String yaml) {
    assertThat(violations(yaml).orElseThrow()).as(yaml).isEmpty();
  }

  /// Asserts that the schema reports each of these errors that concerns the file's shape, at the
  /// same value or at the mapping that has it.
  static void assertReports(String yaml, List<ConfigurationError> errors) {
    var violations = violations(yaml);
    if (violations.isEmpty()) return;
    for (var error : errors)
      if (error.file().equals("surgetank.yaml") && !BEYOND_SHAPE.matcher(error.problem()).find())
        assertThat(violations.get())
            .as(error + "\nin " + yaml)
            .anyMatch(violation -> concerns(violation, pointer(error)));
  }

  /// The reader begins each problem with the path of its key.
  private static String pointer(ConfigurationError error) {
    int end = error.problem().indexOf(": ");
    return end < 0 || error.problem().startsWith("the file ")
        ? ""
        : "/" + error.problem().substring(0, end).replace('.', '/');
  }

  private static boolean concerns(Violation violation, String pointer) {
    if (violation.pointer().startsWith(pointer)) return true;
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    return pointer.startsWith(violation.pointer()) && violation.detail().contains(name);
  }
}
