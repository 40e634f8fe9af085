package io.surgetank.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.deploy.deployment.ChangeSetRequest.ParameterValue;
import io.surgetank.deploy.stack.StackSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentTest {
  private static final byte[] ZIP = {1, 2, 3};

  private static Deployment deployment(Map<String, String> chosen) {
    var settings = StackSettings.of("dev", "eu-central-1");
    return Deployment.of(DefaultConfiguration.pipelines(), settings, ZIP, chosen);
  }

  private static Optional<StackStatus> before(Map<String, String> parameters) {
    var all = new HashMap<String, String>();
    deployment(Map.of()).parameters().forEach(name -> all.put(name, "previous"));
    all.putAll(parameters);
    return Optional.of(new StackStatus("id", "CREATE_COMPLETE", "", all, Map.of()));
  }

  private static Map<String, ParameterValue> values(
      Deployment deployment, Optional<StackStatus> before, ParameterValue token) {
    return deployment.parameterValues(before, "bucket", token);
  }

  @Test
  void a_creation_sets_parameters_without_defaults_and_no_deletion_protection() {
    var token = new ParameterValue.New("t");

    var values =
        values(deployment(Map.of("AlarmEmail", "me@example.com")), Optional.empty(), token);

    assertThat(values)
        .containsOnlyKeys(
            "EnvironmentName",
            "CodeBucket",
            "CodeKey",
            "OperatorToken",
            "DeletionProtection",
            "AlarmEmail")
        .containsEntry("DeletionProtection", new ParameterValue.New("false"))
        .containsEntry("OperatorToken", token);
  }

  @Test
  void an_update_enables_deletion_protection_and_keeps_previous_values() {
    var values = values(deployment(Map.of()), before(Map.of()), new ParameterValue.Previous());

    assertThat(values)
        .containsEntry("DeletionProtection", new ParameterValue.New("true"))
        .containsEntry("OperatorToken", new ParameterValue.Previous())
        .containsEntry("Release", new ParameterValue.Previous())
        .containsEntry("AlarmEmail", new ParameterValue.Previous());
  }

  @Test
  void computed_parameters_get_the_default_of_the_template() {
    var values = values(deployment(Map.of()), before(Map.of()), new ParameterValue.Previous());

    assertThat(values).doesNotContainKeys("QueueVisibilityTimeout", "LambdaTimeout");
  }

  @Test
  void a_new_token_publishes_new_versions() {
    var token = new ParameterValue.New("new");

    assertThat(values(deployment(Map.of()), before(Map.of("Release", "9")), token))
        .containsEntry("OperatorToken", token)
        .containsEntry("Release", new ParameterValue.New("10"));
    assertThat(values(deployment(Map.of()), before(Map.of("Release", "mine")), token))
        .containsEntry("Release", new ParameterValue.New("mine+"));
  }

  @Test
  void a_parameter_that_the_previous_template_did_not_have_gets_its_default() {
    var previous =
        new StackStatus("id", "CREATE_COMPLETE", "", Map.of("AlarmEmail", "x"), Map.of());

    var values = values(deployment(Map.of()), Optional.of(previous), new ParameterValue.Previous());

    assertThat(values).containsKey("AlarmEmail").doesNotContainKey("JwtIssuer");
  }

  @Test
  void unknown_and_reserved_parameters_are_reported_together() {
    assertThat(deployment(Map.of("Alarmemail", "x", "CodeKey", "y", "JwtIssuer", "z")).errors())
        .hasSize(2)
        .anyMatch(error -> error.contains("Alarmemail is not a parameter"))
        .anyMatch(error -> error.contains("CodeKey cannot be set"));
  }

  @Test
  void values_that_a_parameter_does_not_allow_are_reported_together() {
    assertThat(
            deployment(
                    Map.of(
                        "LambdaTimeout", "31",
                        "LambdaMemorySize", "128",
                        "ThrottleRate", "many",
                        "LogRetentionDays", "2",
                        "AgeAlarmSeconds", "60"))
                .errors())
        .containsExactly(
            "LambdaMemorySize=128: must be 512 to 10240",
            "LambdaTimeout=31: must be 45 for these pipelines",
            "LogRetentionDays=2: must be one of 1, 3, 7, 14, 30, 60, 90, 180, 365",
            "ThrottleRate=many: must be a number");
  }

  @Test
  void equal_zips_have_equal_keys() {
    var one = deployment(Map.of());

    assertThat(one.zipKey()).matches("surgetank-dev/[0-9a-f]{16}\\.zip");
    assertThat(deployment(Map.of()).zipKey()).isEqualTo(one.zipKey());
    var other = new Deployment(one.stack(), "dev", one.template(), new byte[] {9}, Map.of());
    assertThat(other.zipKey()).isNotEqualTo(one.zipKey());
  }

  @Test
  void resources_that_depend_on_a_parameter_are_added_if_it_is_set() {
    assertThat(deployment(Map.of()).additions())
        .extracting(PlannedChange::type)
        .contains("AWS::SQS::Queue")
        .doesNotContain("AWS::SNS::Subscription", "AWS::ApiGatewayV2::DomainName");
    assertThat(deployment(Map.of("AlarmEmail", "me@example.com", "DomainName", "")).additions())
        .extracting(PlannedChange::type)
        .contains("AWS::SNS::Subscription")
        .doesNotContain("AWS::ApiGatewayV2::DomainName");
  }
}
