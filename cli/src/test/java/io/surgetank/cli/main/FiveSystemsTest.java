package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The example requests of the five systems that this one replaces, as their users send them.
@RunsOn(TestedBackend.EMBEDDED)
@Verifies(Promise.P6)
class FiveSystemsTest {
  /// The default of `curl -d`.
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final EmbeddedServer embeddedServer;

  FiveSystemsTest(@TempDir Path temp) {
    embeddedServer = EmbeddedServer.in(temp);
  }

  @AfterEach
  void stop() {
    embeddedServer.close();
  }

  private JsonNode accepted(String path, String type, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response = embeddedServer.post(path, body, "Content-Type", type);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    String location = response.headers().firstValue("Location").orElseThrow();
    assertThat(location).matches(path + "/" + UUID);
    assertThat(embeddedServer.ended(location).path("status").asString()).isEqualTo("PROCESSED");
    return Json.read(response.body());
  }

  @Test
  void an_order_of_the_queue_worker() throws Exception {
    String body =
        "{\"productId\": \"TEST\", \"quantity\": 1, \"customerEmail\": \"test@test.com\","
            + " \"unitPrice\": 100.00}";

    JsonNode reply = accepted("/orders", "application/json", body);

    assertThat(reply.path("message").asString()).isEqualTo("Order received");
    assertThat(reply.path("orderId").asString()).matches(UUID);
    assertThat(OffsetDateTime.parse(reply.path("created_at").asString())).isNotNull();
    assertThat(reply.path("status").asString()).isEqualTo("PENDING");
    assertThat(embeddedServer.get("/orders/" + reply.path("orderId").asString()).body())
        .containsPattern("\"unitPrice\" ?: ?100\\.00[,}]");
  }

  @Test
  void an_order_of_the_load_test() throws Exception {
    String body = "{\"email\":\"abcdef@test.com\",\"items\":[{\"sku\":\"BOOK-001\",\"qty\":2}]}";

    JsonNode first = accepted("/order", FORM, body);
    embeddedServer.post("/order", "{\"email\":\"abcdef@test.com\"}");
    JsonNode second = accepted("/order", FORM, body);

    assertThat(first.path("message").asString()).isEqualTo("Order accepted");
    assertThat(first.path("order_id").asString()).matches(UUID);
    JsonNode before = first.path("debug");
    JsonNode after = second.path("debug");
    assertThat(difference(before, after, "total_requests_received")).isEqualTo(2);
    assertThat(difference(before, after, "total_requests_validated")).isEqualTo(1);
    assertThat(difference(before, after, "total_requests_enqueued")).isEqualTo(1);
  }

  private static long difference(JsonNode before, JsonNode after, String count) {
    assertThat(before.path(count).isIntegralNumber()).as(count).isTrue();
    return after.path(count).asLong() - before.path(count).asLong();
  }

  @Test
  void a_task_of_the_taskflow() throws Exception {
    JsonNode reply = accepted("/task", FORM, "{\"description\":\"water the plants\"}");

    assertThat(reply.path("message").asString()).isEqualTo("Task created");
    assertThat(reply.path("task_id").asString()).matches(UUID);
  }

  @Test
  void a_task_of_the_gateway() throws Exception {
    JsonNode reply =
        accepted("/api/v1/tasks", FORM, "{\"taskId\":1,\"payload\":{\"someProperty\":\"test\"}}");

    assertThat(reply.path("taskId").toString()).isEqualTo("1");
    assertThat(reply.path("messageId").asString()).matches(UUID);
  }

  @Test
  void an_order_of_the_receiver_and_processor() throws Exception {
    String body =
        "{\"order_id\":\"test-order-1-1768000000\",\"customer_name\":\"Test Customer\","
            + "\"product\":\"Demo Product\",\"quantity\":3,\"price\":42}";

    JsonNode reply = accepted("/orders", FORM, body);

    assertThat(reply.path("message").asString()).isEqualTo("Request accepted for processing");
    assertThat(reply.path("messageId").asString()).matches(UUID);
    assertThat(reply.path("orderId").asString()).isEqualTo("test-order-1-1768000000");
  }
}
