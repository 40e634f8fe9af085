package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.aws.emulated.CapacityMeter;
import io.surgetank.aws.emulated.CapacityMeter.Consumed;
import io.surgetank.aws.emulated.CapacityMeter.Kind;
import io.surgetank.core.json.Json;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Measures the capacity units of a job while the functions process it. docs/aws/deploying.md has
/// the table.
class CapacityUnitsTest {
  private static final int PLENTY = 60_000;
  private static final int BATCH = 100;

  private static final String ORDER =
      """
      {"productId": "TEST", "quantity": 1, "customerEmail": "test@test.com", "unitPrice": 100.00}
      """;

  private final CapacityMeter meter = new CapacityMeter();
  private final FunctionHarness harness = new FunctionHarness(SamplePipelines.PIPELINES, meter);
  private final ReceiverFunction receiver = new ReceiverFunction(harness.functionWiring);
  private final WorkerFunction worker =
      harness.worker((_, _) -> new Outcome.Processed("{\"stored\":true}"));
  private final List<String> rows = new ArrayList<>();

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void the_documented_units_are_measured() throws IOException {
    job("a job of 100 bytes", ORDER);
    job("a job of 500 bytes", ofBytes(500));
    job("a job of 1,000 bytes", ofBytes(1_000));
    job("a job of 10,000 bytes", ofBytes(10_000));
    accept(ORDER, "one");
    work("a job of 100 bytes with an `Idempotency-Key`", 1);
    accept("[" + String.join(",", Collections.nCopies(BATCH, ORDER)) + "]", "");
    work("each job of a batch of 100", BATCH);
    retry("each retry");
    accept(ORDER, "one");
    row("a repeat with the same `Idempotency-Key`", 1, meter.calls(), List.of());
    lookUp("`GET` of a job of 100 bytes");

    assertThat(Files.readString(Path.of("../../docs/aws/deploying.md")))
        .contains(String.join("\n", rows) + "\n\n");
  }

  private void job(String name, String payload) throws IOException {
    accept(payload, "");
    work(name, 1);
  }

  /// Processes the accepted jobs, and adds a row of all calls since they were accepted.
  private void work(String name, int jobs) throws IOException {
    List<Consumed> accepting = meter.calls();
    meter.reset();
    assertThat(harness.process(worker, PLENTY)).isEmpty();
    row(name, jobs, accepting, meter.calls());
  }

  private void retry(String name) throws IOException {
    accept(ORDER, "");
    meter.reset();
    var busy = harness.worker((_, _) -> new Outcome.Retry(Duration.ofSeconds(1), "busy"));
    assertThat(harness.process(busy, PLENTY)).hasSize(1);
    row(name, 1, List.of(), meter.calls());
    harness.clock.pass(Duration.ofMinutes(2));
    assertThat(harness.process(worker, PLENTY)).isEmpty();
  }

  private void lookUp(String name) throws IOException {
    String location = accept(ORDER, "");
    meter.reset();
    JsonNode reply = FunctionHarness.call(receiver, Events.get(location, "accept", "*/*"), PLENTY);
    assertThat(reply.path("statusCode").intValue()).isEqualTo(200);
    row(name, 1, meter.calls(), List.of());
  }

  /// Returns the location of the job.
  private String accept(String payload, String key) throws IOException {
    meter.reset();
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("version", "2.0").put("rawPath", "/orders").put("body", payload);
    ObjectNode headers = event.putObject("headers").put("content-type", "application/json");
    if (!key.isEmpty()) headers.put("idempotency-key", key);
    event.putObject("requestContext").putObject("http").put("method", "POST");
    JsonNode reply = FunctionHarness.call(receiver, Json.MAPPER.writeValueAsBytes(event), PLENTY);
    assertThat(reply.path("statusCode").intValue()).as(reply.toString()).isEqualTo(202);
    return reply.path("headers").path("Location").asString("");
  }

  private static String ofBytes(int bytes) {
    String empty = "{\"text\":\"\"}";
    return "{\"text\":\"" + "x".repeat(bytes - empty.length()) + "\"}";
  }

  private void row(String name, int jobs, List<Consumed> receiver, List<Consumed> worker) {
    double accepted = sum(receiver, Kind.START, Kind.OTHER_WRITE);
    double begun = sum(worker, Kind.START);
    double settled = sum(worker, Kind.OTHER_WRITE);
    double reads = sum(receiver, Kind.READ) + sum(worker, Kind.READ);
    var cells = new ArrayList<String>();
    for (double units : new double[] {accepted, begun, settled, accepted + begun + settled, reads})
      cells.add(number(units / jobs));
    rows.add("| " + name + " | " + String.join(" | ", cells) + " |");
    meter.reset();
  }

  private static double sum(List<Consumed> calls, Kind... kinds) {
    return calls.stream()
        .filter(call -> List.of(kinds).contains(call.kind()))
        .mapToDouble(Consumed::units)
        .sum();
  }

  private static String number(double units) {
    return String.format(Locale.ROOT, units == Math.rint(units) ? "%.0f" : "%.2f", units);
  }
}
