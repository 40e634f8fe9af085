package io.surgetank.core.masking;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import io.surgetank.core.schema.SecretLocations;
import io.surgetank.core.schema.SecretLocations.Location;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Which values of a pipeline's payloads are secret. Safe for many threads.
public sealed interface PayloadMask {
  /// Hides the values at these locations.
  record Marked(SecretLocations locations) implements PayloadMask {}

  /// Hides the whole payload: the pipeline is not configured, so its schema is not known.
  record Whole() implements PayloadMask {}

  /// Empty if the schema marks nothing.
  static Optional<PayloadMask> of(PayloadSchema schema) {
    // Parsing all schemas would cost every start. The keyword may be written with escapes.
    boolean mayMark =
        schema.json().contains(SecretLocations.KEYWORD) || schema.json().contains("\\u");
    return mayMark
        ? SecretLocations.of(Json.read(schema.json())).map(Marked::new)
        : Optional.empty();
  }

  /// What may be shown of a job with this payload.
  default MaskedJob mask(String payload) {
    var values = new SecretValues();
    JsonNode masked =
        switch (this) {
          case Whole() -> hiddenMembers(Json.read(payload), values);
          case Marked(var locations) when locations.isSecret(locations.root()) ->
              hiddenMembers(Json.read(payload), values);
          case Marked(var locations) ->
              masked(locations, locations.root(), Json.read(payload), values);
        };
    return new MaskedJob(Json.write(masked), values);
  }

  /// A payload remains an object.
  private static JsonNode hiddenMembers(JsonNode payload, SecretValues values) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    payload.forEachEntry((name, member) -> object.set(name, hidden(member, values)));
    return object;
  }

  private static JsonNode hidden(JsonNode secret, SecretValues values) {
    values.add(secret);
    return JsonNodeFactory.instance.stringNode(SecretValues.MASK);
  }

  /// Recursion is bounded by [Json#MAX_DEPTH].
  private static JsonNode masked(
      SecretLocations locations, Location at, JsonNode value, SecretValues values) {
    if (at.isUnknown()) return value;
    if (locations.isSecret(at)) return hidden(value, values);
    if (value instanceof ObjectNode object) {
      for (String name : object.propertyNames().toArray(String[]::new))
        object.set(name, masked(locations, locations.member(at, name), object.path(name), values));
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++)
        array.set(i, masked(locations, locations.element(at, i), array.path(i), values));
    }
    return value;
  }
}
