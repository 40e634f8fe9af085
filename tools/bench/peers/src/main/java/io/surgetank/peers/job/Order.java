package io.surgetank.peers.job;

import io.surgetank.core.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A valid order with its id.
public record Order(UUID id, String payload) {

  /// Parses and checks a request body. Surgetank parses the same way and then validates against a
  /// JSON Schema; here a few comparisons do, which costs less.
  public static Optional<Order> read(UUID id, byte[] body) {
    try {
      JsonNode order = Json.MAPPER.readTree(body);
      boolean valid =
          order.path("productId").isString()
              && order.path("customerEmail").isString()
              && order.path("quantity").isIntegralNumber()
              && order.path("unitPrice").isNumber();
      return valid
          ? Optional.of(new Order(id, new String(body, StandardCharsets.UTF_8)))
          : Optional.empty();
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /// The same arithmetic as Surgetank's order handler.
  public BigDecimal total() {
    JsonNode order = Json.read(payload);
    return order.path("quantity").decimalValue().multiply(order.path("unitPrice").decimalValue());
  }
}
