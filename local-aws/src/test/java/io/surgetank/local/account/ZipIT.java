package io.surgetank.local.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The very zip that is deployed, end to end.
class ZipIT {
  @Test
  void an_order_is_accepted(@TempDir Path logs) throws Exception {
    try (var deployed = new Deployed(logs)) {
      var reply =
          deployed.post(
              "/orders",
              "{\"productId\": \"TEST\", \"quantity\": 1, \"customerEmail\": \"test@test.com\","
                  + " \"unitPrice\": 100.00}",
              "Content-Type",
              "application/json");

      assertThat(reply.statusCode()).as(reply.body() + deployed.told).isEqualTo(202);
      assertThat(Json.read(reply.body()).path("message").asString()).isEqualTo("Order received");
    }
  }
}
