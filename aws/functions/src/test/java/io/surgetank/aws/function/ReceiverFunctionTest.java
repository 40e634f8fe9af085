package io.surgetank.aws.function;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.json.Json;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import tools.jackson.databind.JsonNode;

/// What the receiver adds to the API.
class ReceiverFunctionTest {
  private static final int PLENTY = 29_000;

  private final FunctionHarness functionHarness = new FunctionHarness(SamplePipelines.PIPELINES);
  private final ReceiverFunction receiver = new ReceiverFunction(functionHarness.functionWiring);

  @AfterEach
  void close() {
    functionHarness.close();
  }

  private JsonNode get(String path, String header, String value, int left) throws IOException {
    return FunctionHarness.call(receiver, Events.get(path, header, value), left);
  }

  private JsonNode get(String path) throws IOException {
    return get(path, "accept", "*/*", PLENTY);
  }

  @Test
  void a_wait_ends_before_the_invocation_does() throws IOException {
    Job job = functionHarness.put();

    JsonNode reply = get("/orders/" + job.id(), "Prefer", "wait=30", 6_000);

    assertThat(reply.path("statusCode").intValue()).isEqualTo(200);
    assertThat(reply.path("headers").path("Preference-Applied").asString()).isEqualTo("wait=1");
  }

  @Test
  void a_wait_is_shorter_than_the_timeout_of_api_gateway() {
    for (String prefer : List.of("wait=30", "respond-async, wait = \"30\"", "WAIT=999999999"))
      assertThat(bounded(prefer, 900)).as(prefer).endsWith("wait=20");
    assertThat(bounded("wait=3", 29)).isEqualTo("wait=3");
    assertThat(bounded("wait=3", 4)).isEqualTo("wait=0");
    assertThat(bounded("handling=lenient", 29)).isEqualTo("handling=lenient");
  }

  private static String bounded(String preference, long seconds) {
    var request =
        ApiGatewayAdapter.read(
            Events.get("/orders/1", "Prefer", preference.replace("\"", "\\\"")), "/orders");
    return PreferWaitLimit.of(request, java.time.Duration.ofSeconds(seconds))
        .header("prefer")
        .orElseThrow();
  }

  @Test
  void metrics_are_cached() throws IOException {
    JsonNode first = get("/metrics");
    functionHarness.put();
    functionHarness.injectedFaults.failAll(BatchGetItemRequest.class);

    assertThat(get("/metrics")).isEqualTo(first);

    functionHarness.injectedFaults.recover();
    functionHarness.clock.pass(CachingRequestHandler.METRICS_TTL);
    assertThat(get("/metrics")).isNotEqualTo(first);
  }

  @Test
  void failed_metrics_are_not_cached() throws IOException {
    functionHarness.injectedFaults.failAll(BatchGetItemRequest.class);
    assertThat(get("/metrics").path("statusCode").intValue()).isEqualTo(503);

    functionHarness.injectedFaults.recover();

    assertThat(get("/metrics").path("statusCode").intValue()).isEqualTo(200);
  }

  @Test
  void a_head_request_is_answered_as_a_get_request() throws IOException {
    JsonNode metrics = head("/metrics");
    assertThat(get("/metrics")).as("cached").isEqualTo(metrics);

    functionHarness.injectedFaults.failAll(GetQueueAttributesRequest.class);
    assertThat(head("/health/ready").path("statusCode").intValue()).isEqualTo(503);
    functionHarness.injectedFaults.recover();
  }

  private JsonNode head(String path) throws IOException {
    String event =
        new String(Events.get(path, "accept", "*/*"), java.nio.charset.StandardCharsets.UTF_8);
    return FunctionHarness.call(
        receiver, Events.bytes(event.replace("\"GET\"", "\"HEAD\"")), PLENTY);
  }

  @Test
  void it_is_ready_while_the_table_and_the_queues_answer() throws IOException {
    assertThat(get("/health/ready").path("statusCode").intValue()).isEqualTo(200);

    functionHarness.injectedFaults.failAll(GetQueueAttributesRequest.class);
    assertThat(get("/health/ready").path("statusCode").intValue()).as("cached").isEqualTo(200);
    functionHarness.clock.pass(CachingRequestHandler.READY_TTL);
    JsonNode broken = get("/health/ready");

    assertThat(broken.path("statusCode").intValue()).isEqualTo(503);
    assertThat(broken.path("body").stringValue()).contains("the queue").contains("cannot be used");
    functionHarness.injectedFaults.recover();
    functionHarness.injectedFaults.failAll(BatchGetItemRequest.class);
    functionHarness.clock.pass(CachingRequestHandler.READY_TTL);
    assertThat(get("/health/ready").path("body").stringValue()).contains("the table");
    assertThat(get("/health/live").path("statusCode").intValue()).isEqualTo(200);
    functionHarness.injectedFaults.recover();
  }

  @Test
  void a_list_since_a_time_far_ahead_is_empty() throws IOException {
    functionHarness.put();
    for (String since : List.of("2109-06-01", "2200-01-01T00:00:00Z", "2300-01-01", "9999-12-31")) {
      JsonNode reply = list("since=" + since);
      assertThat(reply.path("statusCode").intValue()).as(since).isEqualTo(200);
      assertThat(Json.read(reply.path("body").stringValue()).toString())
          .as(since)
          .doesNotContain(ORDERS + "/");
    }
    assertThat(list("since=1600-01-01").path("body").stringValue()).contains("PENDING");
  }

  private JsonNode list(String query) throws IOException {
    String event =
        new String(Events.get("/orders", "accept", "*/*"), java.nio.charset.StandardCharsets.UTF_8)
            .replace("\"rawQueryString\":\"\"", "\"rawQueryString\":\"" + query + "\"");
    return FunctionHarness.call(receiver, Events.bytes(event), PLENTY);
  }

  /// A handler may return any string. One that cannot be read back is not a result; GET works
  /// always.
  @Test
  void a_job_with_any_result_can_be_read() throws IOException {
    List<String> results =
        List.of("{\"a\":\"\ud83d\"}", "\"\udc00\ud83d\"", "{\"a\":\"\\ud83d\"}", " ", "\"\ufffd\"");
    var jobs =
        new ArrayList<Job>(
            IntStream.range(0, results.size()).mapToObj(_ -> functionHarness.put()).toList());
    functionHarness.process(
        functionHarness.worker((job, _) -> new Outcome.Processed(results.get(jobs.indexOf(job)))),
        PLENTY);

    var shown = new ArrayList<String>();
    for (Job job : jobs) {
      JsonNode reply = get("/orders/" + job.id());
      assertThat(reply.path("statusCode").intValue()).as("%s", reply).isEqualTo(200);
      JsonNode body = Json.read(reply.path("body").stringValue());
      shown.add(body.path("status").asString() + " " + body.path("result"));
    }
    assertThat(shown)
        .containsExactly("DEAD ", "DEAD ", "DEAD ", "PROCESSED null", "PROCESSED \"\ufffd\"");
  }
}
