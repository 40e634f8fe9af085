package io.surgetank.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.QueueRef;
import io.surgetank.deploy.stack.ResourceRef;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.local.iam.IamProxy;
import io.surgetank.local.iam.RequiredPermission;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

/// A stack whose policies lack two permissions: calls fail as on AWS, are reported, and nothing is
/// lost.
@RunsOn(TestedBackend.ZIP)
@Verifies({Promise.P1, Promise.P2})
class MissingPermissionIT {
  private static final String CONFIGURATION =
      """
      pipelines:
        mute:
          intake: {path: /mute, schema: any.schema.json}
          work: {handler: task}
        well:
          intake: {path: /well, schema: any.schema.json}
          work: {handler: task}
      """;

  @TempDir private static Path logs = Path.of("");

  private static Deployed deployed;

  @BeforeAll
  static void start() throws Exception {
    var files =
        Map.of("surgetank.yaml", CONFIGURATION, "any.schema.json", "{\"type\": \"object\"}");
    deployed = Deployed.with(logs, files, (_, stack) -> lacking(stack));
  }

  @AfterAll
  static void end() {
    deployed.close();
  }

  private static Stack lacking(Stack stack) {
    return new Stack(
        stack.name(),
        stack.place(),
        stack.functions().stream().map(MissingPermissionIT::lacking).toList(),
        stack.queues(),
        stack.mappings(),
        stack.dynamoTable(),
        stack.api(),
        stack.schedules());
  }

  private static LambdaFunction lacking(LambdaFunction lambdaFunction) {
    return switch (lambdaFunction.ref().function()) {
      case FunctionRef.RECEIVER ->
          without(
              lambdaFunction,
              (action, resource) ->
                  action.equals("sqs:SendMessage")
                      && resource instanceof QueueRef queue
                      && queue.pipeline().equals("mute"));
      case FunctionRef.DEAD_LETTER ->
          without(lambdaFunction, (action, _) -> action.equals("dynamodb:PutItem"));
      default -> lambdaFunction;
    };
  }

  /// One statement for each permission, so that a single one can be omitted.
  private static LambdaFunction without(
      LambdaFunction lambdaFunction, BiPredicate<String, ResourceRef> permission) {
    List<LambdaFunction.Statement> policy =
        lambdaFunction.policy().stream()
            .flatMap(statement ->
                statement.actions().stream()
                    .flatMap(action ->
                        statement.resources().stream()
                            .filter(resource -> !permission.test(action, resource))
                            .map(resource ->
                                new LambdaFunction.Statement(List.of(action), List.of(resource)))))
            .toList();
    return new LambdaFunction(
        lambdaFunction.ref(),
        lambdaFunction.handler(),
        lambdaFunction.memory(),
        lambdaFunction.timeout(),
        lambdaFunction.reserved(),
        lambdaFunction.environment(),
        policy);
  }

  @Test
  void a_job_that_cannot_be_sent_is_neither_accepted_nor_stored() throws Exception {
    var refused = deployed.post("/mute", "{}", "Content-Type", "application/json");

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(denied("-receiver"))
        .containsExactly(
            new RequiredPermission("sqs:SendMessage", deployed.stack.name() + "-mute"));
    assertThat(deployed.ended(deployed.accepted("/well", "{}")).path("status").asString())
        .isEqualTo("PROCESSED");
    assertThat(Json.read(deployed.get("/mute").body()).path("jobs")).isEmpty();
    JsonNode report = deployed.operate("verify");
    assertThat(report.path("passes").asBoolean()).as(report.toString()).isTrue();
  }

  @Test
  void a_message_in_the_dead_letter_queue_stays_until_it_can_be_recorded() throws Exception {
    var sqs = deployed.aws.localClients().sqs();
    String queue = deployed.stack.name() + "-well-dlq";
    String url = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();

    sqs.sendMessage(send -> send.queueUrl(url).messageBody("not JSON"));

    deployed.until(() -> !denied("-dead-letter").isEmpty());
    assertThat(denied("-dead-letter"))
        .containsExactly(
            new RequiredPermission("dynamodb:PutItem", "table/" + deployed.stack.name()));
    var hidden = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    assertThat(sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(hidden)).attributes())
        .containsEntry(hidden, "1");
  }

  private static Set<RequiredPermission> denied(String function) {
    return deployed.aws.iamProxy().usage().stream()
        .filter(usage -> usage.function().endsWith(function))
        .findFirst()
        .map(IamProxy.PermissionUsage::denied)
        .orElseThrow();
  }
}
