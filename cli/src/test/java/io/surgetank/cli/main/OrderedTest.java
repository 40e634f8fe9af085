package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Jobs of one account over HTTP, worked by a handler that fails often and a pool that would work
/// them side by side.
@RunsOn(TestedBackend.EMBEDDED)
@Verifies(Promise.P9)
class OrderedTest {
  private static final String PAYMENTS =
      """
      pipelines:
        payments:
          intake:
            path: /payments
            schema: payment.schema.json
          work:
            handler: task
            concurrency: 16
            orderingKey: account
            simulate: {delay: 1ms..5ms, failures: 30%, seed: 7}
          retry: {policy: fixed, base: 10ms, attempts: 2}
      """;

  private record Worked(Instant began, Instant ended) {}

  @Test
  void payments_of_one_account_are_processed_in_order(@TempDir Path folder, @TempDir Path config)
      throws Exception {
    Files.writeString(config.resolve("surgetank.yaml"), PAYMENTS);
    Files.writeString(config.resolve("payment.schema.json"), "{\"type\": \"object\"}");
    Map<String, List<String>> sent = new HashMap<>();
    try (var embeddedServer =
        EmbeddedServer.with(
            folder, new ConfigurationChoice.File(config.resolve("surgetank.yaml")))) {
      for (int payment = 0; payment < 60; payment++) {
        String account = "account" + payment % 4;
        HttpResponse<String> reply =
            embeddedServer.post(
                "/payments",
                "{\"account\": \"%s\", \"payment\": %d}".formatted(account, payment),
                "Content-Type",
                "application/json");
        assertThat(reply.statusCode()).isEqualTo(202);
        sent.computeIfAbsent(account, _ -> new ArrayList<>())
            .add(reply.headers().firstValue("Location").orElseThrow());
      }

      for (List<String> line : sent.values()) {
        Instant before = Instant.EPOCH;
        for (String location : line) {
          Worked worked = worked(embeddedServer.ended(location));
          assertThat(worked.began()).as(location).isAfterOrEqualTo(before);
          before = worked.ended();
        }
      }
      assertThat(embeddedServer.operate("verify").path("passes").asBoolean()).isTrue();
      assertThat(embeddedServer.operate("dead").path("count").asInt())
          .as("some were tried in vain")
          .isPositive();
    }
  }

  @Test
  void a_payment_without_an_account_is_refused(@TempDir Path folder, @TempDir Path config)
      throws Exception {
    Files.writeString(config.resolve("surgetank.yaml"), PAYMENTS);
    Files.writeString(config.resolve("payment.schema.json"), "{\"type\": \"object\"}");
    try (var embeddedServer =
        EmbeddedServer.with(
            folder, new ConfigurationChoice.File(config.resolve("surgetank.yaml")))) {
      var reply = embeddedServer.post("/payments", "{}", "Content-Type", "application/json");

      assertThat(reply.statusCode()).isEqualTo(400);
      assertThat(reply.body()).contains("/account").contains("ordering key");
    }
  }

  private static Worked worked(JsonNode job) {
    JsonNode attempts = job.path("attempts");
    assertThat(attempts.size()).as(job.toString()).isPositive();
    return new Worked(
        Instant.parse(attempts.get(0).path("startedAt").asString()),
        Instant.parse(attempts.get(attempts.size() - 1).path("endedAt").asString()));
  }
}
