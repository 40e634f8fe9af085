package io.surgetank.core.configuration;

import io.surgetank.core.configuration.SchemaLinter.SchemaError;
import io.surgetank.core.pipeline.TemplateText;
import io.surgetank.core.pipeline.TemplateText.Piece;
import io.surgetank.core.schema.Subschemas;
import io.surgetank.core.schema.Subschemas.Part;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Checks the custom messages of a schema: `"errorMessage": {"<keyword>": "text"}`, or
/// `{"required": {"<property>": "text"}}`. See docs/configuration.md.
final class SchemaMessages {
  static final String KEYWORD = "errorMessage";

  /// The placeholder for the nearest array index in the violation's pointer.
  static final String INDEX = "index";

  private final Part part;
  private final List<SchemaError> errors;
  private final String at;

  SchemaMessages(Part part, List<SchemaError> errors) {
    this.part = part;
    this.errors = errors;
    this.at = Subschemas.step(part.pointer(), KEYWORD);
  }

  void check() {
    var messages = part.schema().path(KEYWORD);
    if (messages.isMissingNode()) return;
    if (!messages.isObject()) {
      report(at, "must be an object of keywords and texts", "use {\"required\": \"...\"}");
      return;
    }
    messages.forEachEntry(this::checkKeyword);
  }

  private void checkKeyword(String keyword, JsonNode message) {
    String here = Subschemas.step(at, keyword);
    var rule = part.schema().path(keyword);
    if (keyword.equals(KEYWORD) || rule.isMissingNode())
      report(
          here,
          "there is no keyword " + ErrorCollector.quote(keyword) + " next to it",
          "add the keyword, or remove the text");
    else if (message.isObject())
      message.forEachEntry((property, text) -> checkProperty(here, rule, property, text));
    else checkText(here, message);
  }

  private void checkProperty(String above, JsonNode rule, String property, JsonNode text) {
    String here = Subschemas.step(above, property);
    boolean isRuled = rule.isArray() ? holds(rule, property) : rule.has(property);
    if (!isRuled)
      report(
          here,
          "the keyword does not mention " + ErrorCollector.quote(property),
          "fix the name, or remove the text");
    checkText(here, text);
  }

  private static boolean holds(JsonNode names, String name) {
    for (var each : names) if (each.isString() && each.stringValue().equals(name)) return true;
    return false;
  }

  private void checkText(String here, JsonNode text) {
    if (!text.isString() || text.stringValue().isBlank()) {
      report(here, "a message must be a string", "put it in quotes");
      return;
    }
    for (var piece : TemplateText.of(text.stringValue()).pieces())
      switch (piece) {
        case Piece.Fixed(_) -> {}
        case Piece.Stray(var brace) ->
            report(here, "unmatched brace '" + brace + "'", "write it twice for a literal brace");
        case Piece.Value(var name) -> {
          if (!name.equals(INDEX))
            report(
                here,
                ErrorCollector.quote("{" + name + "}") + " is not a placeholder",
                "use {index}");
        }
      }
  }

  private void report(String pointer, String problem, String hint) {
    errors.add(new SchemaError(pointer, problem, hint));
  }
}
