package io.surgetank.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.local.iam.IamProxy;
import io.surgetank.local.iam.RequiredPermission;
import io.surgetank.local.lambda.InvocationResult;
import io.surgetank.local.lambda.Invoker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Makes the functions do everything once: the policies allow all of it, and nothing else.
class LeastPrivilegeIT {
  private static final String SCHEDULED =
      "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"detail\":{}}";

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
        patient:
          intake: {path: /patient, schema: any.schema.json}
          work: {handler: task, simulate: {delay: 0s..0s, failures: 100%}}
          retry: {policy: fixed, base: 1h, attempts: 2}
      """;

  @TempDir private static Path logs = Path.of("");

  private static Deployed deployed;

  @BeforeAll
  static void doEverything() throws Exception {
    deployed =
        Deployed.with(
            logs,
            Map.of("surgetank.yaml", CONFIGURATION, "any.schema.json", "{\"type\": \"object\"}"));
    String doomed = deployed.accepted("/doomed", "{}");
    String unsent = deployed.accepted("/patient", "{}");
    String stale = deployed.accepted("/patient", "{}");
    String cancelled = deployed.accepted("/patient", "{}");
    clients();
    sweep(unsent, stale);
    cancel(cancelled);
    deadLetterQueue();
    operators(doomed);
  }

  @AfterAll
  static void end() {
    deployed.close();
  }

  private static void clients() throws Exception {
    String[] key = {"Content-Type", "application/json", "Idempotency-Key", "seven"};
    var first = deployed.post("/well", "{}", key);
    var again = deployed.post("/well", "{}", key);
    String job = first.headers().firstValue("Location").orElseThrow();
    assertThat(again.headers().firstValue("Location")).hasValue(job);
    var many = deployed.post("/well", "[{}, {}]", "Content-Type", "application/json");
    assertThat(many.statusCode()).as(many.body()).isEqualTo(202);
    assertThat(deployed.ended(job).path("status").asString()).isEqualTo("PROCESSED");
    var list = deployed.get("/well?limit=5");
    assertThat(list.body()).as(deployed.events.toString()).contains(id(job));
    var ready = deployed.get("/health/ready");
    assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
  }

  private static void cancel(String job) throws Exception {
    deployed.retrying(job);
    var reply = deployed.delete(job);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
  }

  /// One job whose message was never sent, and one whose message is older than the queue's
  /// retention.
  private static void sweep(String unsent, String stale) throws Exception {
    deployed.retrying(unsent);
    deployed.retrying(stale);
    var records = Records.of(deployed);
    Instant before = InstantSource.system().instant();
    records.unsend(id(unsent), before.minus(Duration.ofMinutes(2)));
    String old = records.older(id(stale), Duration.ofDays(20));

    var swept =
        deployed.aws.lambda().invoke(name("sweeper"), new Invoker.Call(utf8(SCHEDULED), ""));

    assertThat(swept).isInstanceOf(InvocationResult.Returned.class);
    // The schedule, once a minute, may have been faster.
    deployed.until(() -> !records.isUnsent(id(unsent)));
    deployed.until(() -> records.sentAt(old).isAfter(before));
    sendToDeadLetterQueue("patient", "{\"job\":\"" + old + "\"}");
    assertThat(deployed.ended("/patient/" + old).path("status").asString()).isEqualTo("DEAD");
  }

  private static void deadLetterQueue() throws Exception {
    String unreadable = sendToDeadLetterQueue("well", "not JSON");
    var records = Records.of(deployed);
    deployed.until(() -> !records.read("X#" + unreadable).isEmpty());
    assertThat(records.read("X#" + unreadable)).containsKey("body");
  }

  private static void operators(String doomed) throws Exception {
    assertThat(deployed.ended(doomed).path("attempts")).hasSize(2);
    String filter = "{\"ids\": [\"%s\"]}".formatted(id(doomed));
    assertThat(deployed.operate("dead").path("count").asInt()).isEqualTo(2);
    assertThat(deployed.operate("dead/redrive", filter).path("jobs").asInt()).isEqualTo(1);
    deployed.until(() -> Json.read(deployed.get(doomed).body()).path("attempts").size() == 4);
    assertThat(deployed.ended(doomed).path("status").asString()).isEqualTo("DEAD");
    assertThat(deployed.operate("dead/purge", "{\"all\": true}").path("jobs").asInt()).isEqualTo(2);
    assertThat(deployed.operate("audit-log").path("entries")).hasSize(2);
    assertThat(deployed.operate("jobs").path("jobs")).isNotEmpty();
    deployed.operate("ledger");
    JsonNode report = deployed.operate("verify");
    assertThat(report.path("passes").asBoolean()).as(report.toString()).isTrue();
  }

  @Test
  void nothing_was_denied() {
    assertThat(deployed.aws.iamProxy().usage())
        .hasSize(4)
        .allSatisfy(LeastPrivilegeIT::requireNoneDenied);
  }

  private static void requireNoneDenied(IamProxy.PermissionUsage usage) {
    assertThat(usage.denied()).as(usage.function()).isEmpty();
  }

  @Test
  void no_permission_is_unused() {
    for (IamProxy.PermissionUsage usage : deployed.aws.iamProxy().usage()) {
      // A permission that is used on one pipeline's queue is needed on every pipeline's.
      Set<String> used =
          usage.used().stream().map(RequiredPermission::action).collect(Collectors.toSet());
      List<RequiredPermission> unused =
          usage.unused().stream()
              .filter(requiredPermission ->
                  !requiredPermission.action().startsWith("sqs:")
                      || !used.contains(requiredPermission.action()))
              .toList();
      assertThat(unused).as(usage.function()).isEmpty();
      assertThat(used).as(usage.function()).hasSizeGreaterThan(3);
    }
  }

  /// Sends a message to a dead-letter queue and returns its id.
  private static String sendToDeadLetterQueue(String pipeline, String body) {
    var sqs = deployed.aws.localClients().sqs();
    String url = sqs.getQueueUrl(get -> get.queueName(name(pipeline + "-dlq"))).queueUrl();
    return sqs.sendMessage(send -> send.queueUrl(url).messageBody(body)).messageId();
  }

  private static String name(String part) {
    return deployed.stack.name() + "-" + part;
  }

  private static String id(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
