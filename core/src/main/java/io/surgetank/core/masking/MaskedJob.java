package io.surgetank.core.masking;

import io.surgetank.core.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What may be shown of a job: its payload without secret values, and texts that do not quote them.
public final class MaskedJob {
  private static final String HIDDEN = "\"" + SecretValues.MASK + "\"";

  private final String payload;
  private final SecretValues values;

  MaskedJob(String payload, SecretValues values) {
    this.payload = payload;
    this.values = values;
  }

  /// A job of which everything may be shown.
  public static MaskedJob shown(String payload) {
    return new MaskedJob(payload, new SecretValues());
  }

  /// JSON text, with `"***"` in place of each secret value.
  public String payload() {
    return payload;
  }

  /// The text with `***` in place of each secret value of the payload.
  public String text(String text) {
    return values.mask(text);
  }

  /// A handler's result, JSON text, likewise: strings, numbers and names of members. `"***"` if the
  /// payload has too many secret values for a search.
  public String result(String json) {
    if (values.isEmpty()) return json;
    return values.isTooMany(json.length()) ? HIDDEN : Json.write(masked(Json.read(json)));
  }

  /// Recursion is bounded by [Json#MAX_DEPTH].
  private JsonNode masked(JsonNode value) {
    if (value.isString()) return JsonNodeFactory.instance.stringNode(text(value.stringValue()));
    if (value.isNumber())
      return values.isNumberHidden(value)
          ? JsonNodeFactory.instance.stringNode(SecretValues.MASK)
          : value;
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> array.add(masked(element)));
      return array;
    }
    if (!value.isObject()) return value;
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    value.forEachEntry((name, member) -> object.set(text(name), masked(member)));
    return object;
  }
}
