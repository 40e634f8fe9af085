package io.surgetank.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.deploy.deployment.ChangeSetRequest.Given;
import io.surgetank.deploy.stack.StackSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentTest {
  private static final byte[] ZIP = {1, 2, 3};

  private static Deployment blueprint(Map<String, String> chosen) {
    var settings = StackSettings.of("dev", "eu-central-1");
    return Deployment.of(DefaultConfiguration.pipelines(), settings, ZIP, chosen);
  }

  private static Optional<StackStatus> before(Map<String, String> parameters) {
    var all = new HashMap<String, String>();
    blueprint(Map.of()).parameters().forEach(name -> all.put(name, "as before"));
    all.putAll(parameters);
    return Optional.of(new StackStatus("id", "CREATE_COMPLETE", "", all, Map.of()));
  }

  private static Map<String, Given> given(
      Deployment deployment, Optional<StackStatus> before, Given token) {
    return deployment.given(before, "bucket", token);
  }

  @Test
  void a_first_creation_is_given_what_has_no_default_and_an_unprotected_table() {
    var token = new Given.Value("t");

    var given = given(blueprint(Map.of("AlarmEmail", "me@example.com")), Optional.empty(), token);

    assertThat(given)
        .containsOnlyKeys(
            "EnvironmentName",
            "CodeBucket",
            "CodeKey",
            "OperatorToken",
            "DeletionProtection",
            "AlarmEmail")
        .containsEntry("DeletionProtection", new Given.Value("false"))
        .containsEntry("OperatorToken", token);
  }

  @Test
  void an_update_protects_the_table_and_keeps_what_was_chosen_before() {
    var given = given(blueprint(Map.of()), before(Map.of()), new Given.Kept());

    assertThat(given)
        .containsEntry("DeletionProtection", new Given.Value("true"))
        .containsEntry("OperatorToken", new Given.Kept())
        .containsEntry("Release", new Given.Kept())
        .containsEntry("AlarmEmail", new Given.Kept());
  }

  @Test
  void what_is_computed_from_the_pipelines_follows_them() {
    var given = given(blueprint(Map.of()), before(Map.of()), new Given.Kept());

    assertThat(given).doesNotContainKeys("QueueVisibilityTimeout", "LambdaTimeout");
  }

  @Test
  void a_new_token_publishes_new_versions() {
    var token = new Given.Value("new");

    assertThat(given(blueprint(Map.of()), before(Map.of("Release", "9")), token))
        .containsEntry("OperatorToken", token)
        .containsEntry("Release", new Given.Value("10"));
    assertThat(given(blueprint(Map.of()), before(Map.of("Release", "mine")), token))
        .containsEntry("Release", new Given.Value("mine+"));
  }

  @Test
  void a_parameter_that_a_former_template_did_not_have_gets_its_default() {
    var former = new StackStatus("id", "CREATE_COMPLETE", "", Map.of("AlarmEmail", "x"), Map.of());

    var given = given(blueprint(Map.of()), Optional.of(former), new Given.Kept());

    assertThat(given).containsKey("AlarmEmail").doesNotContainKey("JwtIssuer");
  }

  @Test
  void parameters_that_are_not_there_or_ours_are_told_all_at_once() {
    assertThat(blueprint(Map.of("Alarmemail", "x", "CodeKey", "y", "JwtIssuer", "z")).faults())
        .hasSize(2)
        .anyMatch(fault -> fault.contains("Alarmemail is no parameter"))
        .anyMatch(fault -> fault.contains("CodeKey is not yours"));
  }

  @Test
  void a_value_that_its_parameter_does_not_take_is_told_before_anything_is_uploaded() {
    assertThat(
            blueprint(
                    Map.of(
                        "LambdaTimeout", "31",
                        "LambdaMemorySize", "128",
                        "ThrottleRate", "many",
                        "LogRetentionDays", "2",
                        "AgeAlarmSeconds", "60"))
                .faults())
        .containsExactly(
            "LambdaMemorySize=128: at least 512, at most 10240",
            "LambdaTimeout=31: these pipelines need 45",
            "LogRetentionDays=2: one of 1, 3, 7, 14, 30, 60, 90, 180, 365",
            "ThrottleRate=many: not a number");
  }

  @Test
  void the_same_zip_has_the_same_key_and_another_has_another() {
    var one = blueprint(Map.of());

    assertThat(one.zipKey()).matches("surgetank-dev/[0-9a-f]{16}\\.zip");
    assertThat(blueprint(Map.of()).zipKey()).isEqualTo(one.zipKey());
    var other = new Deployment(one.stack(), "dev", one.template(), new byte[] {9}, Map.of());
    assertThat(other.zipKey()).isNotEqualTo(one.zipKey());
  }

  @Test
  void what_depends_on_a_parameter_is_added_when_it_is_given() {
    assertThat(blueprint(Map.of()).additions())
        .extracting(PlannedChange::type)
        .contains("AWS::SQS::Queue")
        .doesNotContain("AWS::SNS::Subscription", "AWS::ApiGatewayV2::DomainName");
    assertThat(blueprint(Map.of("AlarmEmail", "me@example.com", "DomainName", "")).additions())
        .extracting(PlannedChange::type)
        .contains("AWS::SNS::Subscription")
        .doesNotContain("AWS::ApiGatewayV2::DomainName");
  }
}
