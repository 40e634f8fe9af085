package io.surgetank.core.intake;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/// The text of a violation: the schema author's where there is one, otherwise the library's. A
/// schema has its texts beside their keywords: `"errorMessage": {"type": "text", "required":
/// {"sku": "text"}}`. `{index}` in a text becomes the nearest array index on the path to the
/// violation.
final class ViolationMessages {
  private final JsonNode schema;

  ViolationMessages(JsonNode schema) {
    this.schema = schema;
  }

  String detail(Error error) {
    JsonNode texts = parentOf(error).path("errorMessage").path(error.getKeyword());
    String property = error.getProperty();
    JsonNode text = texts.isObject() && property != null ? texts.path(property) : texts;
    return text.isString()
        ? text.stringValue().replace("{index}", index(error.getInstanceLocation()))
        : defaultMessage(error);
  }

  private static String defaultMessage(Error error) {
    // The library's message about formats mentions patterns.
    return "format".equals(error.getKeyword()) && error.getSchemaNode() != null
        ? "does not match the format '" + error.getSchemaNode().asString() + "'"
        : error.getMessage();
  }

  /// The schema that contains the keyword.
  private JsonNode parentOf(Error error) {
    NodePath fragment = error.getSchemaLocation().getFragment();
    JsonNode place = schema;
    for (int i = 0; i < fragment.getNameCount(); i++) {
      Object step = fragment.getElement(i);
      if (step.equals(error.getKeyword())
          && i >= fragment.getNameCount() - 2
          && place.path("errorMessage").has(error.getKeyword())) return place;
      place = step instanceof Integer index ? place.path(index) : place.path(step.toString());
    }
    return place;
  }

  private static String index(NodePath instance) {
    for (int i = instance.getNameCount() - 1; i >= 0; i--)
      if (instance.getElement(i) instanceof Integer index) return index.toString();
    return "";
  }
}
