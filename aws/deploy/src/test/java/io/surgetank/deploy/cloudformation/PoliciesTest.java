package io.surgetank.deploy.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.deploy.infra.template.ResolvedResources;
import io.surgetank.deploy.stack.StackSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who may do what: each role and each policy of a queue. `WholeGraphTest` holds that the other two
/// ways to deploy write the same.
class PoliciesTest {
  @Test
  void every_role_is_of_one_service_and_allows_named_actions_on_named_resources() {
    List<JsonNode> roles = all("AWS::IAM::Role");

    assertThat(roles).hasSize(4);
    for (JsonNode role : roles) {
      assertThat(role.at("/AssumeRolePolicyDocument/Statement"))
          .isNotEmpty()
          .allMatch(
              trust -> trust.at("/Principal/Service").asString().equals("lambda.amazonaws.com"));
      JsonNode rights = role.at("/Policies/0/PolicyDocument/Statement");
      assertThat(rights).hasSizeGreaterThan(1);
      for (JsonNode right : rights) {
        assertThat(right.path("Action")).isNotEmpty().noneMatch(action -> has(action, '*'));
        // A log group's streams have no names before they are there.
        assertThat(right.path("Resource"))
            .isNotEmpty()
            .allMatch(on -> !has(on, '*') || on.asString().matches("arn:.*:log-group:/aws/.*:\\*"));
      }
    }
  }

  @Test
  void every_queue_refuses_clear_text_and_every_dead_letter_queue_other_sources() {
    List<JsonNode> queues = all("AWS::SQS::Queue");

    assertThat(all("AWS::SQS::QueuePolicy"))
        .hasSize(queues.size())
        .allMatch(policy -> {
          JsonNode one = policy.at("/PolicyDocument/Statement/0");
          return one.path("Effect").asString().equals("Deny")
              && one.at("/Condition/Bool/aws:SecureTransport").asString().equals("false");
        });
    for (JsonNode queue : queues) {
      String name = queue.path("QueueName").asString();
      if (name.endsWith("-dlq"))
        assertThat(queue.path("RedriveAllowPolicy").toString())
            .contains("byQueue", ":" + name.replace("-dlq", "") + "\"");
    }
  }

  private static boolean has(JsonNode text, char letter) {
    return text.asString().indexOf(letter) >= 0;
  }

  private static List<JsonNode> all(String type) {
    return ResolvedResources.of(
            TemplateTest.template(DefaultConfiguration.pipelines()),
            Map.of(),
            new StackSettings.Place("eu-central-1", "123456789012"))
        .values()
        .stream()
        .filter(resource -> resource.type().equals(type))
        .<JsonNode>map(resource -> JsonMapper.shared().valueToTree(resource.properties()))
        .toList();
  }
}
