package io.surgetank.core.configuration;

import io.surgetank.core.configuration.SchemaLinter.SchemaError;
import io.surgetank.core.configuration.ValueParser.Parsed;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Loads and checks the schema files of a configuration.
final class SchemaFiles {
  /// A schema is compiled at every start; more text than this is not for one pipeline.
  static final int MAX_CHARACTERS = 256 << 10;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,8}");

  private final ConfigurationSource.Files files;
  private final ErrorCollector errorCollector;
  private final Check check;

  SchemaFiles(ConfigurationSource.Files files, ErrorCollector errorCollector, Check check) {
    this.files = files;
    this.errorCollector = errorCollector;
    this.check = check;
  }

  /// Finds the errors of a schema.
  @FunctionalInterface
  interface Check {
    List<SchemaError> errors(JsonNode schema);
  }

  /// A file next to the configuration or in a folder below: never outside of it.
  static Parsed<String> name(String text) {
    return NAME.matcher(text).matches() && text.length() <= 200
        ? new Parsed.Value<>(text)
        : new Parsed.Invalid<>(
            ErrorCollector.quote(text) + " is not a file next to the configuration",
            "use a name such as order.schema.json or schemas/order.json, without '..'");
  }

  /// The schema in this file, or empty when it is invalid and its errors were reported.
  Optional<PayloadSchema> load(String name, YamlMap intake) {
    var text = files.text(name);
    if (text.isEmpty()) {
      intake.error(
          "schema",
          "no such file: " + ErrorCollector.quote(name),
          "put it next to the configuration");
      return Optional.empty();
    }
    if (text.get().length() > MAX_CHARACTERS) {
      intake.error(
          "schema",
          ErrorCollector.quote(name) + " has more than " + MAX_CHARACTERS + " characters",
          "use a smaller schema");
      return Optional.empty();
    }
    return parsed(name, text.get())
        .filter(schema -> isSound(name, text.get(), schema))
        .map(schema -> new PayloadSchema(name, text.get()));
  }

  private Optional<JsonNode> parsed(String name, String text) {
    try {
      return Optional.of(Json.read(text));
    } catch (JacksonException notJson) {
      var place = notJson.getLocation();
      // An empty file has no location.
      int line = place == null ? 1 : Math.max(1, place.getLineNr());
      int column = place == null ? 1 : Math.max(1, place.getColumnNr());
      String said = ErrorCollector.quote(String.valueOf(notJson.getOriginalMessage()));
      errorCollector.add(
          new ConfigurationError(name, line, column, "invalid JSON: " + said, "fix the file"));
      return Optional.empty();
    }
  }

  private boolean isSound(String name, String text, JsonNode schema) {
    var found = check.errors(schema);
    if (found.isEmpty()) return true;
    var places = JsonLocations.of(text);
    for (var error : found) {
      var location = places.at(error.pointer());
      String where = error.pointer().isEmpty() ? "" : error.pointer() + ": ";
      errorCollector.add(
          new ConfigurationError(
              name, location.line(), location.column(), where + error.problem(), error.hint()));
    }
    return false;
  }
}
