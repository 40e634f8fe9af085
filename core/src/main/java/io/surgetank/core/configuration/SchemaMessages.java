package io.surgetank.core.configuration;

import io.surgetank.core.configuration.SchemaLinter.SchemaError;
import io.surgetank.core.pipeline.TemplateText;
import io.surgetank.core.pipeline.TemplateText.Piece;
import io.surgetank.core.schema.Subschemas;
import io.surgetank.core.schema.Subschemas.Part;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Checks the texts that a schema gives its faults: `"errorMessage": {"<keyword>": "text"}`, or
/// `{"required": {"<property>": "text"}}`. See docs/configuration.md.
final class SchemaMessages {
  static final String KEYWORD = "errorMessage";

  /// The placeholder for the nearest index in the place of the fault.
  static final String INDEX = "index";

  private final Part part;
  private final List<SchemaError> faults;
  private final String at;

  SchemaMessages(Part part, List<SchemaError> faults) {
    this.part = part;
    this.faults = faults;
    this.at = Subschemas.step(part.pointer(), KEYWORD);
  }

  void check() {
    var messages = part.schema().path(KEYWORD);
    if (messages.isMissingNode()) return;
    if (!messages.isObject()) {
      tell(at, "should be an object of keywords and texts", "write {\"required\": \"...\"}");
      return;
    }
    messages.forEachEntry(this::checkKeyword);
  }

  private void checkKeyword(String keyword, JsonNode message) {
    String here = Subschemas.step(at, keyword);
    var rule = part.schema().path(keyword);
    if (keyword.equals(KEYWORD) || rule.isMissingNode())
      tell(
          here,
          "there is no " + ErrorCollector.quote(keyword) + " beside it",
          "add the keyword, or remove the text");
    else if (message.isObject())
      message.forEachEntry((property, text) -> checkProperty(here, rule, property, text));
    else checkText(here, message);
  }

  private void checkProperty(String above, JsonNode rule, String property, JsonNode text) {
    String here = Subschemas.step(above, property);
    boolean isRuled = rule.isArray() ? holds(rule, property) : rule.has(property);
    if (!isRuled)
      tell(
          here,
          "the keyword says nothing of " + ErrorCollector.quote(property),
          "mend the name, or remove the text");
    checkText(here, text);
  }

  private static boolean holds(JsonNode names, String name) {
    for (var each : names) if (each.isString() && each.stringValue().equals(name)) return true;
    return false;
  }

  private void checkText(String here, JsonNode text) {
    if (!text.isString() || text.stringValue().isBlank()) {
      tell(here, "a message is a text", "write it in quotes");
      return;
    }
    for (var piece : TemplateText.of(text.stringValue()).pieces())
      switch (piece) {
        case Piece.Fixed(_) -> {}
        case Piece.Stray(var brace) ->
            tell(
                here,
                "the brace '" + brace + "' has no partner",
                "write it twice for the brace itself");
        case Piece.Value(var name) -> {
          if (!name.equals(INDEX))
            tell(
                here,
                ErrorCollector.quote("{" + name + "}") + " is not a placeholder",
                "known here: {index}");
        }
      }
  }

  private void tell(String pointer, String problem, String cure) {
    faults.add(new SchemaError(pointer, problem, cure));
  }
}
