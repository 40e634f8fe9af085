package io.surgetank.aws.function;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.json.Json;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/// A table whose items an earlier version has written: with separate payloads, an index entry for
/// each status, and marks in another index. `earlier-table.jsonl` has them as that version left
/// them, one job in each state.
@RunsOn(TestedBackend.AWS)
@Verifies({Promise.P2, Promise.P4})
class EarlierTableTest {
  private static final int PLENTY = 60_000;

  private static final Map<Integer, Status> STATUSES =
      Map.of(
          1, Status.PROCESSED,
          2, Status.DEAD,
          3, Status.RETRYING,
          4, Status.PROCESSING,
          5, Status.CANCELLED,
          6, Status.PENDING,
          7, Status.PENDING);

  /// Stored, and never sent.
  private static final int UNSENT = 7;

  private final FunctionHarness harness = new FunctionHarness(SamplePipelines.PIPELINES);

  @BeforeEach
  void load() throws IOException {
    try (var stream = EarlierTableTest.class.getResourceAsStream("earlier-table.jsonl");
        var lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
      for (String line : lines.lines().toList()) {
        Map<String, AttributeValue> item = map(Json.read(line));
        harness
            .backend
            .dynamo()
            .putItem(put -> put.tableName(harness.backend.tableConfig().table()).item(item));
      }
    }
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void its_jobs_are_found_and_listed_by_their_status() {
    for (Status status : Status.values())
      assertThat(numbers(Set.of(status))).as("%s", status).isEqualTo(expected(status));
    assertThat(numbers(EnumSet.allOf(Status.class))).isEqualTo(STATUSES.keySet());
  }

  @Test
  void its_unfinished_jobs_are_processed_and_counted() throws IOException {
    for (int number : List.of(3, 4, 6)) harness.send(job(number));
    harness.clock.pass(Duration.ofMinutes(2));
    var worker = harness.worker((_, _) -> new Outcome.Processed("{}"));
    assertThat(harness.process(worker, PLENTY)).isEmpty();
    assertThat(new SweeperFunction(harness.functionWiring).sweep())
        .isEqualTo("{\"sent\":1}".getBytes(StandardCharsets.UTF_8));
    assertThat(harness.process(worker, PLENTY)).isEmpty();

    assertThat(numbers(Set.of(Status.PROCESSED))).containsExactlyInAnyOrder(1, 3, 4, 6, UNSENT);
    assertThat(numbers(Set.of(Status.PENDING, Status.PROCESSING, Status.RETRYING))).isEmpty();
    PipelineCounters counters = counters();
    assertThat(counters.started()).isEqualTo(8);
    assertThat(counters.unfinished()).isZero();
    assertThat(counters.balances()).isTrue();
  }

  @Test
  void a_running_attempt_ends_and_is_counted_once() throws IOException {
    long started = counters().started();

    // The first lease of the job.
    harness
        .functionWiring
        .dynamoBackend()
        .leases()
        .settle(job(4).id(), 1, new Outcome.Processed("{}"));

    assertThat(harness.record(job(4)).status()).isEqualTo(Status.PROCESSED);
    assertThat(counters().started()).isEqualTo(started);
  }

  @Test
  void its_dead_letter_is_redriven() throws IOException {
    assertThat(
            harness
                .functionWiring
                .dynamoBackend()
                .deadLetters()
                .redrive(DeadLetterFilter.EVERYTHING, "anna")
                .jobs())
        .isEqualTo(1);

    harness.process(harness.worker((_, _) -> new Outcome.Processed("{}")), PLENTY);

    assertThat(harness.record(job(2)).status()).isEqualTo(Status.PROCESSED);
  }

  @Test
  void its_keys_name_their_jobs() {
    assertThat(repeated("processed", "f1")).isEqualTo(job(1).id());
    assertThat(repeated("pending", "f6")).isEqualTo(job(6).id());
  }

  private JobId repeated(String value, String fingerprint) {
    JobId id = new JobIds(harness.clock, new Random(77)).next();
    var key = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, value);
    var submission =
        Submission.withKeys(new Job(id, ORDERS, "{}", Trace.of(id)), List.of(key), fingerprint);
    var result = harness.functionWiring.dynamoBackend().jobs().put(List.of(submission)).getFirst();
    return ((PutResult.Existing) result).record().job().id();
  }

  private static Set<Integer> expected(Status status) {
    var numbers = new java.util.HashSet<Integer>();
    STATUSES.forEach((number, each) -> {
      if (each == status) numbers.add(number);
    });
    return numbers;
  }

  private Set<Integer> numbers(Set<Status> statuses) {
    return jobs(statuses).keySet();
  }

  private Job job(int number) {
    return Objects.requireNonNull(jobs(EnumSet.allOf(Status.class)).get(number)).job();
  }

  /// By the number in their payload.
  private Map<Integer, JobRecord> jobs(Set<Status> statuses) {
    var query = new JobQuery(List.of(ORDERS), statuses, Instant.EPOCH, Optional.empty(), 10);
    var jobs = new HashMap<Integer, JobRecord>();
    for (JobRecord record : harness.functionWiring.dynamoBackend().jobs().list(query))
      jobs.put(Json.read(record.job().payload()).path("n").intValue(), record);
    return jobs;
  }

  private PipelineCounters counters() {
    return Objects.requireNonNull(
        harness.functionWiring.dynamoBackend().ledger().counters().get(ORDERS));
  }

  private static Map<String, AttributeValue> map(JsonNode item) {
    var map = new HashMap<String, AttributeValue>();
    for (var attribute : item.properties())
      map.put(attribute.getKey(), value(attribute.getValue()));
    return map;
  }

  private static AttributeValue value(JsonNode value) {
    var attribute = value.properties().iterator().next();
    return switch (attribute.getKey()) {
      case "S" -> AttributeValue.fromS(attribute.getValue().stringValue());
      case "N" -> AttributeValue.fromN(attribute.getValue().stringValue());
      case "M" -> AttributeValue.fromM(map(attribute.getValue()));
      case "L" ->
          AttributeValue.fromL(
              attribute.getValue().valueStream().map(EarlierTableTest::value).toList());
      default -> throw new IllegalArgumentException(attribute.getKey());
    };
  }
}
