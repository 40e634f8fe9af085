package io.surgetank.descriptor;

import io.surgetank.descriptor.Form.Read;
import io.surgetank.descriptor.SchemaCheck.SchemaFault;
import io.surgetank.json.Json;
import io.surgetank.pipeline.PayloadSchema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Loads and checks the schema files that a descriptor names.
final class SchemaFiles {
  /// A schema is compiled at every start; more text than this is not one pipeline's.
  static final int MAX_CHARACTERS = 256 << 10;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,8}");

  private final Source.Files files;
  private final Faults faults;
  private final Check check;

  SchemaFiles(Source.Files files, Faults faults, Check check) {
    this.files = files;
    this.faults = faults;
    this.check = check;
  }

  /// Finds what is wrong with a schema.
  @FunctionalInterface
  interface Check {
    List<SchemaFault> faults(JsonNode schema);
  }

  /// A file beside the descriptor or in a folder below: never one that leads out of it.
  static Read<String> name(String text) {
    return NAME.matcher(text).matches() && text.length() <= 200
        ? new Read.Good<>(text)
        : new Read.Bad<>(
            Faults.quote(text) + " is not a file beside the descriptor",
            "write a name such as order.schema.json or schemas/order.json, without '..'");
  }

  /// The schema in the file of this name, or empty where it is faulty and all its faults were told.
  Optional<PayloadSchema> load(String name, YamlMap intake) {
    var text = files.text(name);
    if (text.isEmpty()) {
      intake.fault(
          "schema", "there is no file " + Faults.quote(name), "put it beside the descriptor");
      return Optional.empty();
    }
    if (text.get().length() > MAX_CHARACTERS) {
      intake.fault(
          "schema",
          Faults.quote(name) + " has over " + MAX_CHARACTERS + " characters",
          "write a smaller schema");
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
      // An empty file has no place to point at.
      int line = place == null ? 1 : Math.max(1, place.getLineNr());
      int column = place == null ? 1 : Math.max(1, place.getColumnNr());
      String said = Faults.quote(String.valueOf(notJson.getOriginalMessage()));
      faults.add(
          new DescriptorFault(name, line, column, "this is not JSON: " + said, "mend the file"));
      return Optional.empty();
    }
  }

  private boolean isSound(String name, String text, JsonNode schema) {
    var found = check.faults(schema);
    if (found.isEmpty()) return true;
    var places = JsonPlaces.of(text);
    for (var fault : found) {
      var place = places.at(fault.pointer());
      String where = fault.pointer().isEmpty() ? "" : fault.pointer() + ": ";
      faults.add(
          new DescriptorFault(
              name, place.line(), place.column(), where + fault.problem(), fault.cure()));
    }
    return false;
  }
}
