package io.surgetank.core.intake;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;

/// The bounds in a schema as decimals: the library compares decimals exactly, while with integers
/// it reads 1e19 as a `long`, which fails.
final class DecimalBounds {
  private static final Set<String> BOUNDS =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

  private DecimalBounds() {}

  /// The schema itself, changed in place.
  static JsonNode asDecimals(JsonNode schema) {
    if (schema instanceof ObjectNode object)
      for (String name : BOUNDS)
        if (object.path(name).isIntegralNumber())
          object.set(name, DecimalNode.valueOf(object.path(name).decimalValue()));
    // The library compares numbers by value, so changing a "const" is harmless.
    schema.forEach(DecimalBounds::asDecimals);
    return schema;
  }
}
