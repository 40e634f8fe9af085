package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What would fail on AWS, or lose messages there, is refused while nothing is planned yet.
class RefusalsTest {
  @TempDir static Path temp;
  private static Tofu tofu;

  /// One for all: what is refused leaves nothing.
  @BeforeAll
  static void prepare() {
    tofu = Tofu.in(temp.resolve("stack"), "app", Tofu.NEW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          region=moon                   | one of AWS's public regions
          region=ap-east-2              | The region ap-east-2 has no HTTP APIs
          region=cn-north-1             | one of AWS's public regions
          runtime=java                  | A runtime is java and a number
          zip=no.zip                    | There is no such zip
          stack=no.json                 | There is no such stack
          stack=surgetank.zip           | That is no stack
          stage=My-Stage                | A stage's name is
          application=                  | An application's name is
          memory=64                     | 512 to 10,240 MB
          throttle_rate=0               | at least 1
          log_retention_days=2          | CloudWatch knows
          alarm_email=nobody            | no e-mail address
          operator_token_parameter=a b  | A parameter's name
          reserved_concurrency={w=5}    | There are four functions
          reserved_concurrency={worker=0} | at least 1
          cors_origins=["shop.example"] | An origin is
          tags={"aws:x"="y"}            | AWS's own
          reserved_concurrency={worker=1} | fewer reserved executions than its event source mappings call
          """)
  void a_value_that_cannot_be_is_refused_with_the_reason(String variable, String reason) {
    var said = tofu.plan(Variables.with(variable));

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.flat()).contains(reason).doesNotContain("will be created");
    assertThat(tofu.standing()).isEmpty();
  }

  @Test
  void a_stack_of_another_zip_is_refused() throws IOException {
    assertThat(tofu.plan(Variables.with()).text()).contains("will be created");

    tofu.write("later.zip", "a later zip");

    assertThat(tofu.plan(Variables.with("zip=later.zip")).flat())
        .contains("stack.json is of another zip than later.zip")
        .doesNotContain("will be created");
  }

  @Test
  void a_state_bucket_that_somebody_has_is_named_and_another_name_helps() {
    Tofu.in(temp.resolve("first"), "state", Tofu.NEW).apply().ok();
    var second = Tofu.in(temp.resolve("first").resolve("again"), "state", Tofu.NEW);
    second.standsIn(temp.resolve("first").resolve("cloud"));

    assertThat(second.apply().flat()).contains("is there already");
    assertThat(second.apply("bucket_name=another-name").flat())
        .doesNotContain("aws_s3_bucket another-name is there already");
  }
}
