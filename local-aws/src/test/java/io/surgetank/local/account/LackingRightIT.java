package io.surgetank.local.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import io.surgetank.json.Json;
import io.surgetank.local.access.Access;
import io.surgetank.local.access.Ask;
import io.surgetank.stack.Function;
import io.surgetank.stack.Stack;
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

/// A stack whose policies lack two rights: it fails where AWS would refuse, says so, and loses
/// nothing.
@On(Stage.ZIP)
@Keeps({Promise.P1, Promise.P2})
class LackingRightIT {
  private static final String DESCRIPTOR =
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
  static void stand() throws Exception {
    var files = Map.of("surgetank.yaml", DESCRIPTOR, "any.schema.json", "{\"type\": \"object\"}");
    deployed = Deployed.with(logs, files, LackingRightIT::lacking);
  }

  @AfterAll
  static void end() {
    deployed.close();
  }

  private static Stack lacking(Stack stack) {
    return new Stack(
        stack.name(),
        stack.region(),
        stack.functions().stream().map(LackingRightIT::lacking).toList(),
        stack.queues(),
        stack.mappings(),
        stack.table(),
        stack.api(),
        stack.schedules());
  }

  private static Function lacking(Function function) {
    if (function.name().endsWith("-receiver"))
      return without(
          function,
          (action, resource) -> action.equals("sqs:SendMessage") && resource.endsWith("-mute"));
    if (function.name().endsWith("-dead-letter"))
      return without(function, (action, _) -> action.equals("dynamodb:PutItem"));
    return function;
  }

  /// One statement for each right, so that a single one can be left out.
  private static Function without(Function function, BiPredicate<String, String> right) {
    List<Function.Statement> policy =
        function.policy().stream()
            .flatMap(statement ->
                statement.actions().stream()
                    .flatMap(action ->
                        statement.resources().stream()
                            .filter(resource -> !right.test(action, resource))
                            .map(resource ->
                                new Function.Statement(List.of(action), List.of(resource)))))
            .toList();
    return new Function(
        function.name(),
        function.handler(),
        function.memory(),
        function.timeout(),
        function.reserved(),
        function.environment(),
        policy);
  }

  @Test
  void what_cannot_be_sent_is_not_accepted_and_not_kept() throws Exception {
    var refused = deployed.post("/mute", "{}", "Content-Type", "application/json");

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(denied("-receiver"))
        .containsExactly(new Ask("sqs:SendMessage", deployed.stack.name() + "-mute"));
    assertThat(deployed.ended(deployed.accepted("/well", "{}")).path("status").asString())
        .isEqualTo("PROCESSED");
    assertThat(Json.read(deployed.get("/mute").body()).path("jobs")).isEmpty();
    JsonNode audit = deployed.operate("audit");
    assertThat(audit.path("passes").asBoolean()).as(audit.toString()).isTrue();
  }

  @Test
  void a_dead_message_that_cannot_be_recorded_stays_in_its_queue() throws Exception {
    var sqs = deployed.aws.clients().sqs();
    String queue = deployed.stack.name() + "-well-dlq";
    String url = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();

    sqs.sendMessage(send -> send.queueUrl(url).messageBody("no message of ours"));

    deployed.until(() -> !denied("-dead-letter").isEmpty());
    assertThat(denied("-dead-letter"))
        .containsExactly(new Ask("dynamodb:PutItem", "table/" + deployed.stack.name()));
    var hidden = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    assertThat(sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(hidden)).attributes())
        .containsEntry(hidden, "1");
  }

  private static Set<Ask> denied(String function) {
    return deployed.aws.access().seen().stream()
        .filter(seen -> seen.function().endsWith(function))
        .findFirst()
        .map(Access.Seen::denied)
        .orElseThrow();
  }
}
