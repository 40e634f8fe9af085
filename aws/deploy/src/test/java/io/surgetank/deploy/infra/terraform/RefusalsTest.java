package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
          region=ap-east-2              | region ap-east-2: it has no HTTP APIs
          region=cn-north-1             | one of AWS's public regions
          runtime=java                  | A runtime is java and a number
          descriptor_in_zip=descriptor/surgetank.yaml | there is no surgetank.zip.json
          zip=no.zip                    | There is no such zip
          descriptor=no.yaml            | There is no such descriptor
          descriptor=surgetank.zip      | has no pipelines, or is no YAML
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
          reserved_concurrency={worker=1} | 2 calls of its mappings over 1 reserved
          """)
  void a_value_that_cannot_be_is_refused_with_the_reason(String variable, String reason) {
    var said = tofu.plan(Variables.with(variable));

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.flat()).contains(reason).doesNotContain("will be created");
    assertThat(tofu.standing()).isEmpty();
  }

  @Test
  void everything_that_is_wrong_with_a_descriptor_is_told_at_once() throws IOException {
    tofu.write(
        "bad.yaml",
        """
        pipelines:
          slow: {intake: {path: /slow, schema: s.json}, work: {timeout: 16m, concurrency: 1}}
          lazy: {intake: {path: /lazy, schema: s.json}, work: {rate: "1/h"}}
          large: {intake: {path: /large, schema: s.json, maxBody: 1MB}, work: {lease: 10s}}
          stubborn:
            intake: {path: /stubborn, schema: s.json}
            retry: {policy: fixed, base: 12h, attempts: 100}
          stubborn-dlq: {intake: {path: /other, schema: s.json}}
          queue: {intake: {path: /queue, schema: s.json}, work: {orderingKey: account}}
          queue-dlq: {intake: {path: /free, schema: s.json}}
        """);

    var said = tofu.plan(Variables.with("descriptor=bad.yaml"));

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.flat())
        .contains(
            "pipeline slow: concurrency 1 is too low; an event source mapping runs 2 to 1,000")
        .contains("pipeline slow: timeout 16m is over 885 s")
        .contains("pipeline lazy: rate 1/h is too slow: a call waits 7200 s for it")
        .contains("pipeline large: maxBody 1MB is over 401408 B")
        .contains("pipeline large: timeout 30s is over its lease of 10s")
        .contains("pipeline stubborn: the evidence of more than 33 attempts may not fit")
        .contains("pipeline stubborn: its retries may take 5")
        .contains("is pipeline stubborn-dlq's queue too")
        // One of the two ends in .fifo.
        .doesNotContain("is pipeline queue-dlq's queue too")
        .doesNotContain("will be created");
  }

  @Test
  void a_zip_that_holds_another_descriptor_is_refused() throws IOException {
    tofu.write("other.yaml", "pipelines:\n  other: {intake: {path: /other, schema: o.json}}\n");
    tofu.packed(tofu.folder().resolve("one.yaml"));
    String[] one = Variables.with("descriptor_in_zip=descriptor/surgetank.yaml");
    String[] other =
        Variables.with("descriptor_in_zip=descriptor/surgetank.yaml", "descriptor=other.yaml");

    assertThat(tofu.plan(one).text()).contains("will be created");
    assertThat(tofu.plan(other).flat())
        .contains("zip surgetank.zip: it holds another descriptor than other.yaml")
        .doesNotContain("will be created");
    tofu.write("surgetank.zip", "a later zip");
    assertThat(tofu.plan(one).flat())
        .contains("surgetank.zip.json is of another zip")
        .doesNotContain("will be created");
    Files.delete(tofu.folder().resolve("surgetank.zip.json"));
  }

  @Test
  void pipelines_that_the_zip_does_not_run_are_refused() throws IOException {
    var cloned = Tofu.in(temp.resolve("repository/infra/terraform"), "app", Tofu.NEW);
    Path builtIn =
        cloned
            .folder()
            .resolve("../../../core/src/main/resources/io/surgetank/core/configuration/default")
            .normalize();
    Files.createDirectories(builtIn);
    Files.copy(Tree.builtIn(), builtIn.resolve("surgetank.yaml"));

    assertThat(cloned.plan(Variables.with()).flat())
        .contains("without descriptor_in_zip the functions run the built-in pipelines")
        .doesNotContain("will be created");
    assertThat(cloned.plan(Variables.builtIn()).text()).contains("will be created");
  }

  @Test
  void more_routes_than_an_api_has_are_refused() throws IOException {
    var yaml = new StringBuilder("pipelines:\n");
    for (int i = 0; i < 150; i++)
      yaml.append("  p%d: {intake: {path: /p%d, schema: s.json}}\n".formatted(i, i));
    tofu.write("many.yaml", yaml.toString());

    assertThat(tofu.plan(Variables.with("descriptor=many.yaml")).flat())
        .contains("api: 305 routes; an HTTP API has at most 300")
        .doesNotContain("will be created");
  }

  @Test
  void rights_that_no_role_holds_are_refused() throws IOException {
    var yaml = new StringBuilder("pipelines:\n");
    for (int i = 0; i < 100; i++)
      yaml.append(
          "  %s%d: {intake: {path: /p%d, schema: s.json}}\n".formatted("n".repeat(50), i, i));
    tofu.write("long.yaml", yaml.toString());

    assertThat(tofu.plan(Variables.with("descriptor=long.yaml")).flat())
        .contains("function worker: a policy of 1")
        .contains("at most 10,240 characters")
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
