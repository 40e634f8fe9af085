package io.surgetank.peers.job;

import io.surgetank.core.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// An order that has passed the check, with the id it got.
public record Order(UUID id, String payload) {

  /// Checks what came over HTTP. Surgetank parses it just so and then lets a JSON Schema speak;
  /// here a few comparisons do, which is the cheaper of the two.
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

  /// The work: the arithmetic that Surgetank's order handler does, from the stored payload.
  public BigDecimal total() {
    JsonNode order = Json.read(payload);
    return order.path("quantity").decimalValue().multiply(order.path("unitPrice").decimalValue());
  }
}
