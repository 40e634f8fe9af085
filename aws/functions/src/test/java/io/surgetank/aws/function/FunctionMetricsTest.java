package io.surgetank.aws.function;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.api.Request;
import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.json.Json;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The functions log the metrics of docs/aws/backend.md, on which dashboards and alarms depend.
class FunctionMetricsTest {
  private static final int PLENTY = 60_000;

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final FunctionHarness functionHarness =
      new FunctionHarness(SamplePipelines.PIPELINES, lines::add);

  @AfterEach
  void close() {
    functionHarness.close();
  }

  @Test
  void every_published_metric_is_documented_and_every_documented_one_is_published()
      throws IOException {
    functionHarness.put();
    functionHarness
        .backend
        .sqs()
        .sendMessage(request ->
            request.queueUrl(functionHarness.backend.queues().url(ORDERS)).messageBody("not JSON"));
    functionHarness.process(functionHarness.worker((_, _) -> new Outcome.Processed("{}")), PLENTY);
    new SweeperFunction(functionHarness.functionWiring).sweep();
    logOtherEvents();

    assertThat(published()).isEqualTo(documented());
  }

  @Test
  void each_metric_has_the_stage_and_the_pipeline_and_a_rejection_its_reason_too() {
    functionHarness.functionWiring.log().accept(new Event.Rejected(ORDERS, Rejection.TOO_LARGE, 3));

    JsonNode line = Json.read(lines.remove());
    assertThat(line.path("_aws").path("CloudWatchMetrics").toString())
        .isEqualTo(
            "[{\"Namespace\":\"Surgetank\",\"Dimensions\":[[\"Stage\",\"Pipeline\"]],\"Metrics\":["
                + "{\"Name\":\"Rejected\",\"Unit\":\"Count\"},{\"Name\":\"Received\",\"Unit\":\"Count\"}]},"
                + "{\"Namespace\":\"Surgetank\",\"Dimensions\":[[\"Stage\",\"Pipeline\",\"Reason\"]],"
                + "\"Metrics\":[{\"Name\":\"Rejected\",\"Unit\":\"Count\"}]}]");
    assertThat(line.path("Stage").stringValue()).isEqualTo("test");
    assertThat(line.path("Pipeline").stringValue()).isEqualTo("orders");
    assertThat(line.path("Reason").stringValue()).isEqualTo("too_large");
    assertThat(line.path("Rejected").intValue()).isEqualTo(3);
  }

  @Test
  void the_queue_delay_is_published_for_messages_that_are_received_for_the_first_time()
      throws IOException {
    functionHarness.put();
    WorkerFunction worker =
        functionHarness.worker((_, _) -> new Outcome.Retry(Duration.ofSeconds(5), "busy"));

    functionHarness.process(worker, PLENTY);
    assertThat(lines.stream().filter(line -> line.contains("QueueDelay"))).hasSize(1);

    functionHarness.clock.pass(Duration.ofSeconds(61));
    functionHarness.process(worker, PLENTY);
    assertThat(lines.stream().filter(line -> line.contains("QueueDelay"))).hasSize(1);
  }

  @Test
  void no_line_contains_a_payload() throws IOException {
    functionHarness.put("{\"customerEmail\":\"customer@example.org\"}");
    functionHarness.process(functionHarness.worker((_, _) -> new Outcome.Processed("{}")), PLENTY);

    assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("customer"));
  }

  @Test
  void the_trace_of_x_ray_goes_from_the_receiver_to_the_message_and_into_the_log() {
    String xray = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    var bare = new Request("POST", "/orders", "", Map.of(), new byte[0]);

    Request traced = XrayHeader.traced(bare, Optional.of(xray));
    Trace trace = Trace.parse(traced.header("traceparent").orElseThrow()).orElseThrow();
    functionHarness.put(trace);

    assertThat(lines.remove()).contains("\"trace\":\"5759e988bd862e3fe1be46a994272793\"");
    assertThat(functionHarness.receive().getFirst().attributesAsStrings())
        .containsEntry("AWSTraceHeader", xray);
  }

  @Test
  void a_trace_of_the_client_takes_precedence_over_that_of_x_ray() {
    var own = List.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    var request = new Request("POST", "/orders", "", Map.of("traceparent", own), new byte[0]);

    Request traced =
        XrayHeader.traced(
            request,
            Optional.of("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8"));

    assertThat(traced.headers("traceparent")).isEqualTo(own);
  }

  @Test
  void an_invalid_x_ray_header_starts_no_trace() {
    for (String invalid : List.of("", "Root", "Root=1-5759e988", "Root=1-a-b;Sampled=1", "=;=;="))
      assertThat(XrayHeader.traceparent(invalid)).as(invalid).isEmpty();
  }

  /// Events that are hard to cause in this test.
  private void logOtherEvents() {
    var id = new JobIds(functionHarness.clock, new Random(5)).next();
    var job = new Job(id, ORDERS, "{}", Trace.of(id));
    var attempt = new Attempt(0, 1, functionHarness.clock.instant());
    JsonLog log = functionHarness.functionWiring.log();
    log.accept(new Event.Replayed(ORDERS, id));
    log.accept(new Event.Rejected(ORDERS, Rejection.INVALID, 1));
    log.accept(new Event.Retried(job, attempt, Duration.ZERO, "no"));
    log.accept(new Event.DeadLettered(job, attempt, "no"));
    log.accept(new Event.Abandoned(job, attempt, "no"));
    log.accept(new Event.Cancelled(ORDERS, id));
  }

  private Map<String, String> published() {
    var published = new TreeMap<String, String>();
    for (String text : lines) {
      JsonNode line = Json.read(text);
      for (JsonNode directive : line.path("_aws").path("CloudWatchMetrics"))
        for (JsonNode metric : directive.path("Metrics")) {
          String name = metric.path("Name").stringValue();
          assertThat(line.has(name)).as("%s has a value", name).isTrue();
          published.put(name, metric.path("Unit").stringValue());
        }
    }
    return published;
  }

  private static Map<String, String> documented() throws IOException {
    String page = Files.readString(Path.of("../../docs/aws/backend.md"), StandardCharsets.UTF_8);
    var documented = new TreeMap<String, String>();
    String section =
        page.substring(page.indexOf("\n## Metrics"), page.indexOf("\n## What differs"));
    for (String row : section.lines().filter(line -> line.startsWith("| `")).toList()) {
      String[] cells = row.split("\\|", -1);
      documented.put(cells[1].strip().replace("`", ""), cells[2].strip());
    }
    return documented;
  }
}
