package io.surgetank.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The example requests of the five systems that this one replaces, through the deployment zip:
/// HTTP API, receiver, SQS, worker and record.
@RunsOn(TestedBackend.ZIP)
@Verifies({Promise.P1, Promise.P6})
class FiveSystemsIT {
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @TempDir private static Path logs = Path.of("");

  private static Deployed deployed;
  private static final Map<Example, HttpResponse<String>> SENT = new EnumMap<>(Example.class);

  /// Concurrently: a mapping with a window waits up to 20 s for more messages.
  @BeforeAll
  static void start() throws Exception {
    deployed = Deployed.builtIn(logs);
    for (Example each : Example.values()) SENT.put(each, each.sentTo(deployed));
  }

  @AfterAll
  static void end() {
    deployed.close();
  }

  private static JsonNode accepted(Example example) throws IOException, InterruptedException {
    HttpResponse<String> response = Objects.requireNonNull(SENT.get(example));
    assertThat(response.statusCode()).as(response.body() + deployed.events).isEqualTo(202);
    String location = response.headers().firstValue("Location").orElseThrow();
    assertThat(location).matches(example.path() + "/" + UUID);
    assertThat(deployed.ended(location).path("status").asString())
        .as(deployed.events.toString())
        .isEqualTo("PROCESSED");
    return Json.read(response.body());
  }

  @Test
  void an_order_of_the_queue_worker() throws Exception {
    JsonNode reply = accepted(Example.QUEUE_WORKER);

    assertThat(reply.path("message").asString()).isEqualTo("Order received");
    assertThat(reply.path("status").asString()).isEqualTo("PENDING");
    assertThat(deployed.get("/orders/" + reply.path("orderId").asString()).body())
        .containsPattern("\"unitPrice\" ?: ?100\\.00[,}]");
  }

  @Test
  void an_order_of_the_load_test() throws Exception {
    JsonNode reply = accepted(Example.LOAD_TEST);

    assertThat(reply.path("message").asString()).isEqualTo("Order accepted");
    assertThat(reply.path("order_id").asString()).matches(UUID);
  }

  @Test
  void a_task_of_the_taskflow() throws Exception {
    JsonNode reply = accepted(Example.TASKFLOW);

    assertThat(reply.path("message").asString()).isEqualTo("Task created");
  }

  @Test
  void a_task_of_the_gateway() throws Exception {
    JsonNode reply = accepted(Example.GATEWAY);

    assertThat(reply.path("taskId").toString()).isEqualTo("1");
    assertThat(reply.path("messageId").asString()).matches(UUID);
  }

  @Test
  void an_order_of_the_receiver_and_processor() throws Exception {
    JsonNode reply = accepted(Example.RECEIVER);

    assertThat(reply.path("message").asString()).isEqualTo("Request accepted for processing");
    assertThat(reply.path("orderId").asString()).isEqualTo("test-order-1-1768000000");
  }

  @Test
  void a_request_without_a_route_invokes_no_function() throws Exception {
    HttpResponse<String> response = deployed.get("/nothing/here");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void an_invalid_payload_is_a_problem_document_of_the_receiver() throws Exception {
    HttpResponse<String> response =
        deployed.post("/orders", "{\"nothing\": 0}", "Content-Type", "application/json");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
  }

  @Test
  void the_api_reports_the_version_of_the_build() throws Exception {
    String pom = Files.readString(Infra.root().resolve("pom.xml"));

    for (String path : List.of("/openapi.json", "/")) {
      JsonNode document = Json.read(deployed.get(path).body());
      String version = document.findPath("version").asString();
      assertThat(pom).as(path).contains("<version>" + version + "</version>");
    }
  }

  @Test
  void operators_need_their_token() throws Exception {
    assertThat(deployed.get("/ops/v1/verify").statusCode()).isEqualTo(401);

    HttpResponse<String> report =
        deployed.get("/ops/v1/verify", "Authorization", "Bearer " + Deployed.TOKEN);

    assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
    assertThat(Json.read(report.body()).path("passes").asBoolean()).as(report.body()).isTrue();
  }
}
