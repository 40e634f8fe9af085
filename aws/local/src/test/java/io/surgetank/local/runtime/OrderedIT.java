package io.surgetank.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.infra.template.TemplateReader;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A pipeline with an ordering key on FIFO queues, as the template creates them: jobs with the same
/// key are processed one after another in the order of acceptance, also after retries and dead
/// letters before.
@RunsOn(TestedBackend.ZIP)
@Verifies({Promise.P2, Promise.P5, Promise.P9})
class OrderedIT {
  private static final List<String> ACCOUNTS = List.of("A-1", "B-2", "C-3");
  private static final int JOBS = 5;
  private static final int ATTEMPTS = 3;

  @Test
  void jobs_of_a_key_are_processed_in_order_after_any_outcome(@TempDir Path logs) throws Exception {
    try (var receiver = new ReceivedWebhooks(ACCOUNTS.size());
        var deployed = deployed(logs, receiver)) {
      Map<String, String> jobs = accepted(deployed);
      String note = deployed.accepted("/notes", "{}");

      String failing = failing(jobs);
      jobs.forEach((name, location) ->
          assertThat(status(deployed, location))
              .as(name + deployed.events)
              .isEqualTo(location.equals(failing) ? "DEAD" : "PROCESSED"));
      assertThat(receiver.numbers("A-1")).containsExactly(1, 2, 2, 3, 4, 4, 4, 5);
      assertThat(receiver.numbers("B-2")).containsExactly(1, 2, 2, 2, 3, 4, 5);
      assertThat(receiver.numbers("C-3")).containsExactly(1, 2, 3, 4, 5);
      assertThat(receiver.maxConcurrencyOfAccount()).isOne();
      assertThat(status(deployed, note)).isEqualTo("PROCESSED");
      assertThat(Json.read(deployed.get(failing).body()).path("attempts")).hasSize(ATTEMPTS);
      requireNothingLost(deployed, jobs.size() + 1);

      receiver.succeedAlways();
      redrive(deployed, failing);

      assertThat(receiver.numbers("B-2")).endsWith(5, 2);
      requireNothingLost(deployed, jobs.size() + 1);
      String unreadable = sendToDeadLetterQueue(deployed);
      deployed.until(() -> Records.of(deployed).read("X#" + unreadable).containsKey("body"));
    }
  }

  /// The stack is read back from its CloudFormation template.
  private static Deployed deployed(Path logs, ReceivedWebhooks receiver)
      throws InterruptedException {
    String configuration =
        """
        pipelines:
          transfers:
            intake: {path: /transfers, schema: any.schema.json}
            work:
              handler: {name: http, url: "%s"}
              timeout: 2m
              concurrency: 6
              orderingKey: account
            retry: {policy: fixed, base: 1s, attempts: 3}
          notes:
            intake: {path: /notes, schema: any.schema.json}
            work: {handler: task}
        """
            .formatted(receiver.url());
    var files =
        Map.of("surgetank.yaml", configuration, "any.schema.json", "{\"type\": \"object\"}");
    return Deployed.with(logs, files, OrderedIT::appliedByCloudFormation);
  }

  private static Stack appliedByCloudFormation(Pipelines pipelines, Stack stack) {
    var settings =
        StackSettings.of("local", stack.region()).withConfiguration("own/surgetank.yaml");
    Stack read =
        TemplateReader.read(new Template(pipelines, settings).whole(), Map.of(), settings.place());
    assertThat(read.queues())
        .filteredOn(sqsQueue -> sqsQueue.ref().pipeline().equals("transfers"))
        .hasSize(2)
        .allMatch(sqsQueue -> sqsQueue.kind() == SqsQueue.Kind.FIFO_BY_GROUP);
    return read;
  }

  /// Alternates the keys: `A-1/1`, `B-2/1`, ... Returns the location of each.
  private static Map<String, String> accepted(Deployed deployed) throws Exception {
    // How often each fails before it succeeds; one fails at every attempt.
    var fails = Map.of("A-1/2", 1, "A-1/4", 2, "B-2/2", 1_000);
    var jobs = new HashMap<String, String>();
    for (int n = 1; n <= JOBS; n++)
      for (String account : ACCOUNTS) {
        String name = account + "/" + n;
        String body =
            "{\"account\": \"%s\", \"n\": %d, \"fails\": %d}"
                .formatted(account, n, fails.getOrDefault(name, 0));
        jobs.put(name, deployed.accepted("/transfers", body));
      }
    return jobs;
  }

  private static String failing(Map<String, String> jobs) {
    return Objects.requireNonNull(jobs.get("B-2/2"));
  }

  /// A redrive within the five minutes of deduplication sends another message.
  private static void redrive(Deployed deployed, String failing) throws Exception {
    String id = failing.substring(failing.lastIndexOf('/') + 1);
    JsonNode redriven = deployed.operate("dead/redrive", "{\"ids\": [\"%s\"]}".formatted(id));
    assertThat(redriven.path("jobs").asInt()).isOne();
    deployed.until(() ->
        Json.read(deployed.get(failing).body()).path("status").asString().equals("PROCESSED"));
  }

  /// Sends a message to the FIFO dead-letter queue and returns its id.
  private static String sendToDeadLetterQueue(Deployed deployed) {
    var sqs = deployed.aws.localClients().sqs();
    String queue = deployed.stack.name() + "-transfers-dlq.fifo";
    String url = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
    return sqs.sendMessage(send ->
            send.queueUrl(url)
                .messageBody("not JSON")
                .messageGroupId("some")
                .messageDeduplicationId("some"))
        .messageId();
  }

  private static void requireNothingLost(Deployed deployed, int records) throws Exception {
    JsonNode report = deployed.operate("verify");
    assertThat(report.path("passes").asBoolean()).as(report.toString()).isTrue();
    assertThat(report.path("records").asInt()).as(report.toString()).isEqualTo(records);
    assertThat(deployed.aws.iamProxy().usage()).allMatch(usage -> usage.denied().isEmpty());
  }

  private static String status(Deployed deployed, String location) {
    try {
      return deployed.ended(location).path("status").asString();
    } catch (Exception failure) {
      throw new AssertionError(location, failure);
    }
  }
}
