package io.surgetank.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.local.services.ResourceInstaller;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// boto3 as an independent client: its view of the queues and the table is that of the HTTP API.
class Boto3IT {
  private static final String CONFIGURATION =
      """
      pipelines:
        well:
          intake: {path: /well, schema: any.schema.json}
          work: {handler: task}
        doomed:
          intake: {path: /doomed, schema: any.schema.json}
          work: {handler: task, simulate: {delay: 0s..0s, failures: 100%}}
          retry: {policy: fixed, base: 1s, attempts: 2}
        stuck:
          intake: {path: /stuck, schema: any.schema.json}
          work: {handler: task}
      """;

  @TempDir private Path temp = Path.of("");

  @Test
  void boto3_reads_the_same_as_http_and_deletes_a_message_of_a_dead_letter_queue()
      throws Exception {
    var client = PythonClient.in(temp);
    var files =
        Map.of("surgetank.yaml", CONFIGURATION, "any.schema.json", "{\"type\": \"object\"}");
    try (var deployed = Deployed.with(temp, files, (_, stack) -> withoutMappings(stack))) {
      Stack stack = deployed.stack;
      String well = deployed.accepted("/well", "{\"price\": 100.00}");
      String twice = repeated(deployed, "{\"n\":2}");
      String doomed = deployed.accepted("/doomed", "{\"n\":3}");
      String stuck = deployed.accepted("/stuck", "{\"n\":4}");
      for (String job : List.of(well, twice, doomed)) deployed.ended(job);
      SqsQueue queue =
          stack.sources().stream()
              .filter(source -> source.ref().pipeline().equals("stuck"))
              .findFirst()
              .orElseThrow();

      JsonNode printed =
          client.run(
              deployed.aws.endpoints(),
              stack.name(),
              queue.name(),
              queue.ref().deadLetters().name());

      assertQueues(stack, printed.path("queues"));
      JsonNode items = printed.path("jobs");
      assertThat(items).hasSize(4);
      assertJob(deployed, well, "{\"price\":100.00}", items);
      assertJob(deployed, twice, "{\"n\":2}", items);
      assertJob(deployed, doomed, "{\"n\":3}", items);
      assertJob(deployed, stuck, "{\"n\":4}", items);
      assertMetrics(deployed.get("/metrics").body(), items);
      assertThat(printed.path("receives").asInt())
          .isEqualTo(queue.redrive().orElseThrow().maxReceiveCount());
      assertDeleted(stuck, printed.path("deadLetters"));
    }
  }

  /// Submits a job twice with the same key, and returns its location.
  private static String repeated(Deployed deployed, String body) throws Exception {
    String[] headers = {"Content-Type", "application/json", "Idempotency-Key", "two"};
    var first = deployed.post("/well", body, headers).headers().firstValue("Location");
    var again = deployed.post("/well", body, headers).headers().firstValue("Location");
    assertThat(again).isEqualTo(first);
    return first.orElseThrow();
  }

  private static void assertQueues(Stack stack, JsonNode found) {
    assertThat(found).hasSameSizeAs(stack.queues());
    for (SqsQueue expected : stack.queues()) {
      JsonNode queue = found.path(expected.name());
      assertThat(queue.path("visibilityTimeout").asLong())
          .as(expected.name())
          .isEqualTo(expected.visibility().toSeconds());
      JsonNode policy = queue.path("redrivePolicy");
      assertThat(policy.isEmpty()).as(expected.name()).isEqualTo(expected.redrive().isEmpty());
      expected
          .redrive()
          .ifPresent(redrive -> {
            assertThat(policy.path("maxReceiveCount").asInt()).isEqualTo(redrive.maxReceiveCount());
            assertThat(policy.path("deadLetterTargetArn").asString())
                .isEqualTo(ResourceInstaller.arn(stack.region(), redrive.deadLetterQueue().name()));
          });
    }
  }

  private static void assertJob(Deployed deployed, String location, String payload, JsonNode items)
      throws Exception {
    JsonNode job = Json.read(deployed.get(location).body());
    JsonNode item = items.path(id(location));
    assertThat(location).startsWith("/" + item.path("pipeline").asString() + "/");
    assertThat(item.path("status").asString())
        .as(job.toString())
        .isEqualTo(job.path("status").asString());
    assertThat(item.path("attempts").asInt())
        .as(job.toString())
        .isEqualTo(job.path("attempts").size());
    assertThat(item.path("payload").asString()).isEqualTo(payload);
  }

  private static void assertMetrics(String metrics, JsonNode items) {
    assertThat(metrics)
        .contains(
            metric("accepted_total", "well", items, "PROCESSED"),
            metric("processed_total", "well", items, "PROCESSED"),
            metric("dead_letters", "doomed", items, "DEAD"),
            metric("unfinished_jobs", "stuck", items, "PENDING"),
            "surgetank_processed_total{pipeline=\"well\"} 2\n",
            "surgetank_replayed_total{pipeline=\"well\"} 1\n",
            "surgetank_dead_total{pipeline=\"doomed\"} 1\n",
            "surgetank_accepted_total{pipeline=\"stuck\"} 1\n");
  }

  /// The line of a metric with the number of the pipeline's items that have this status.
  private static String metric(String name, String pipeline, JsonNode items, String status) {
    long count =
        StreamSupport.stream(items.spliterator(), false)
            .filter(item -> item.path("pipeline").asString().equals(pipeline))
            .filter(item -> item.path("status").asString().equals(status))
            .count();
    return "surgetank_%s{pipeline=\"%s\"} %d\n".formatted(name, pipeline, count);
  }

  private static void assertDeleted(String location, JsonNode deadLetters) {
    assertThat(deadLetters.path("before").asInt()).isEqualTo(1);
    String body = deadLetters.path("body").asString();
    assertThat(Json.read(body).path("job").asString()).as(body).isEqualTo(id(location));
    assertThat(deadLetters.path("after").asInt(-1)).isZero();
  }

  private static String id(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /// No function polls the queues of `stuck`.
  private static Stack withoutMappings(Stack stack) {
    return new Stack(
        stack.name(),
        stack.place(),
        stack.functions(),
        stack.queues(),
        stack.mappings().stream()
            .filter(mapping -> !mapping.queue().pipeline().equals("stuck"))
            .toList(),
        stack.dynamoTable(),
        stack.api(),
        stack.schedules());
  }
}
