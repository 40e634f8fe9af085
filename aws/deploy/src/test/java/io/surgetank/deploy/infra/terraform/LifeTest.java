package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the first apply to the last destroy, against the stand-in.
class LifeTest {
  private static final int CHANGES = 2;

  @TempDir Path temp;

  @Test
  void applied_twice_the_second_time_changes_nothing() {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    tofu.apply(Variables.with()).ok();

    assertThat(tofu.plan(Variables.with()).ok().text()).contains("No changes");
  }

  @Test
  void an_apply_that_broke_off_is_ended_by_the_next() {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    tofu.bears(30);
    assertThat(tofu.apply(Variables.with()).status()).isNotZero();
    int begun = tofu.standing().size();

    tofu.bears(1_000);
    tofu.apply(Variables.with()).ok();

    assertThat(begun).isBetween(1, 40);
    assertThat(tofu.standing()).hasSizeGreaterThan(begun);
    tofu.plan(Variables.with()).ok();
  }

  @Test
  void what_broke_off_can_be_destroyed_as_it_is() {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    tofu.bears(30);
    tofu.apply(Variables.with("deletion_protection=false"));

    tofu.destroy(Variables.with("deletion_protection=false")).ok();

    assertThat(tofu.standing()).isEmpty();
  }

  @Test
  void destroy_leaves_nothing_log_groups_included() {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    tofu.apply(Variables.with("deletion_protection=false", "alarm_email=ops@example.com")).ok();
    List<String> stood = tofu.standing();

    tofu.destroy(Variables.with("deletion_protection=false")).ok();

    assertThat(stood).anyMatch(thing -> thing.startsWith("aws_cloudwatch_log_group"));
    assertThat(tofu.standing()).isEmpty();
    assertThat(tofu.state().at("/values/root_module/resources").size()).isZero();
  }

  @Test
  void a_protected_table_outlives_destroy_until_the_protection_is_taken_off() {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    tofu.apply(Variables.with()).ok();
    assertThat(tofu.destroy(Variables.with()).flat()).contains("protected against deletion");
    assertThat(tofu.standing()).anyMatch(thing -> thing.startsWith("aws_dynamodb_table"));

    tofu.apply(Variables.with("deletion_protection=false")).ok();
    tofu.destroy(Variables.with("deletion_protection=false")).ok();

    assertThat(tofu.standing()).isEmpty();
  }

  @Test
  void two_stages_stand_beside_each_other() {
    var dev = Tofu.in(temp, "app", Tofu.NEW);
    dev.apply(Variables.with("deletion_protection=false")).ok();
    int alone = dev.standing().size();
    String[] prod = Variables.with("stage=prod");

    dev.run("workspace", "new", "prod").ok();
    dev.apply(prod).ok();

    assertThat(dev.standing()).hasSize(2 * alone);
    dev.run("workspace", "select", "default").ok();
    dev.destroy(Variables.with("deletion_protection=false")).ok();
    assertThat(dev.standing()).hasSize(alone);
  }

  /// A changed zip is a new version of the functions; the aliases follow it.
  @Test
  void a_new_zip_changes_the_functions_and_their_aliases_and_nothing_else() throws Exception {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    tofu.apply(Variables.with()).ok();
    tofu.write("surgetank.zip", "another zip");
    tofu.packed();

    var plan = tofu.plan(Variables.with());

    assertThat(plan.status()).isEqualTo(CHANGES);
    assertThat(plan.text().lines().filter(line -> line.contains(" will be ")))
        .hasSize(8) // four functions, four aliases
        .allMatch(
            line -> line.contains("aws_lambda_function") || line.contains("aws_lambda_alias"));
  }

  @Test
  void the_state_stack_is_put_there_and_removed() {
    for (String provider : List.of(Tofu.OLD, Tofu.NEW)) {
      var tofu = Tofu.in(temp.resolve(provider), "state", provider);
      tofu.apply().ok();
      tofu.plan().ok();
      String bucket = tofu.run("output", "-raw", "remote_s3_name").ok().text();
      assertThat(bucket).isEqualTo("surgetank-state-" + Tofu.ACCOUNT + "-eu-central-1");
      assertThat(tofu.run("output", "-raw", "remote_dynamodb_name").ok().text())
          .isEqualTo("surgetank-state-lock");

      tofu.apply("removable=true").ok();
      tofu.destroy("removable=true").ok();

      assertThat(tofu.standing()).isEmpty();
    }
  }

  /// Its protections would go first otherwise, and the bucket with the states would stay without.
  @Test
  void a_state_stack_that_is_not_removable_loses_nothing_by_destroy() {
    var tofu = Tofu.in(temp, "state", Tofu.NEW);
    tofu.apply().ok();
    List<String> stood = tofu.standing();

    var said = tofu.destroy();
    // Asked for with the destruction itself it was not applied before, by nobody.
    var hurried = tofu.destroy("removable=true");

    assertThat(said.status()).isNotZero();
    assertThat(said.flat())
        .contains("Nothing was removed. First apply with -var removable=true")
        .doesNotContain("Destruction complete");
    assertThat(hurried.status()).isNotZero();
    assertThat(tofu.standing()).isEqualTo(stood);
    // Terraform forgets outputs when a destroy begins; the next apply has them again.
    assertThat(tofu.plan().flat()).contains("without changing any real infrastructure");
  }

  @Test
  void everything_that_can_be_switched_on_goes_together() {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    String[] all =
        Variables.with(
            "jwt={issuer=\"https://login.example.com\",audience=[\"shop\"]}",
            "domain={name=\"api.example.com\",certificate_arn=\"arn:aws:acm:eu-central-1:1:certificate/1\"}",
            "cors_origins=[\"https://shop.example\"]",
            "alarm_email=ops@example.com",
            "reserved_concurrency={worker=600}",
            "snap_start=false",
            "tags={Team=\"shop\"}");
    tofu.apply(all).ok();

    tofu.plan(all).ok();

    assertThat(Stream.of("authorizer", "domain_name", "api_mapping"))
        .allMatch(part ->
            tofu.standing().stream()
                .anyMatch(thing -> thing.startsWith("aws_apigatewayv2_" + part + ".")));
    assertThat(tofu.state().toString()).contains("\"Team\":\"shop\"");
  }
}
