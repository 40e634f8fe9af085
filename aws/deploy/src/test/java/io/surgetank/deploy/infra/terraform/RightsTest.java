package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the functions may do is held by [OneGraphTest]; this holds every other policy as well.
class RightsTest {
  @TempDir Path temp;

  @Test
  void every_role_is_one_service_s_and_may_exact_things_on_exact_things() {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    tofu.apply(Variables.with()).ok();
    JsonNode state = tofu.state();

    List<JsonNode> rights = statements(state, "aws_iam_role_policy", "policy");

    assertThat(statements(state, "aws_iam_role", "assume_role_policy"))
        .hasSize(4)
        .allMatch(trust -> trust.at("/Principal/Service").asString().endsWith(".amazonaws.com"));
    assertThat(rights).hasSizeGreaterThan(10);
    for (JsonNode right : rights) {
      assertThat(right.path("Action")).isNotEmpty().noneMatch(action -> has(action, '*'));
      // A log group's streams have no names before they are there.
      assertThat(right.path("Resource"))
          .isNotEmpty()
          .allMatch(on -> !has(on, '*') || on.asString().matches("arn:.*:log-group:/aws/.*:\\*"));
    }
  }

  @Test
  void every_queue_refuses_clear_text_and_every_dead_letter_queue_strangers() {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    tofu.apply(Variables.with()).ok();
    JsonNode state = tofu.state();

    assertThat(statements(state, "aws_sqs_queue_policy", "policy"))
        .hasSize(2)
        .allMatch(one ->
            one.path("Effect").asString().equals("Deny")
                && one.at("/Condition/Bool/aws:SecureTransport").asString().equals("false"));
    assertThat(texts(state, "aws_sqs_queue_redrive_allow_policy", "redrive_allow_policy"))
        .singleElement()
        .asString()
        .contains("byQueue")
        .contains(":surgetank-dev-orders\"");
  }

  private static boolean has(JsonNode text, char letter) {
    return text.asString().indexOf(letter) >= 0;
  }

  private static List<JsonNode> statements(JsonNode state, String type, String attribute) {
    var statements = new ArrayList<JsonNode>();
    for (String policy : texts(state, type, attribute))
      JsonMapper.shared().readTree(policy).path("Statement").forEach(statements::add);
    return statements;
  }

  private static List<String> texts(JsonNode state, String type, String attribute) {
    return state
        .at("/values/root_module/resources")
        .valueStream()
        .filter(resource -> resource.path("type").asString().equals(type))
        .map(resource -> resource.path("values").path(attribute).asString())
        .toList();
  }
}
