package io.surgetank.core.intake;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/// What is told of a fault: the schema author's own text where there is one, otherwise the
/// validator's.
///
/// A schema gives its texts beside the keywords they are for: `"errorMessage": {"type": "text",
/// "required": {"sku": "text"}}`. `{index}` in a text becomes the nearest array index on the way to
/// the fault.
final class ViolationMessages {
  private final JsonNode schema;

  ViolationMessages(JsonNode schema) {
    this.schema = schema;
  }

  String detail(Error error) {
    JsonNode texts = place(error).path("errorMessage").path(error.getKeyword());
    String property = error.getProperty();
    JsonNode text = texts.isObject() && property != null ? texts.path(property) : texts;
    return text.isString()
        ? text.stringValue().replace("{index}", index(error.getInstanceLocation()))
        : ours(error);
  }

  private static String ours(Error error) {
    // The validator's own sentence about formats speaks of patterns.
    return "format".equals(error.getKeyword()) && error.getSchemaNode() != null
        ? "is not of the format '" + error.getSchemaNode().asString() + "'"
        : error.getMessage();
  }

  /// The part of the schema that holds the keyword.
  private JsonNode place(Error error) {
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
