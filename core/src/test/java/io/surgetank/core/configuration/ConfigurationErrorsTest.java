package io.surgetank.core.configuration;

import static io.surgetank.core.configuration.SampleConfigurations.errors;
import static io.surgetank.core.configuration.SampleConfigurations.intake;
import static io.surgetank.core.configuration.SampleConfigurations.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationErrorsTest {
  @Test
  void ten_errors_are_reported_together_with_their_locations() {
    var yaml =
        """
        pipelines:
          Orders:
            intake:
              path: orders
              shema: order.schema.json
              maxBody: 2MB
              reply: {orderId: "{nope}"}
            work:
              timeout: 10
              timeout: 20s
              concurrency: [8]
            retry: {policy: lineal, attempts: 0}
            records: {keep: 0s}
        """;

    assertThat(errors(yaml).stream().map(error -> error.replaceAll("; .*", "")))
        .containsExactly(
            "surgetank.yaml:2:3: pipelines.Orders: is not a valid pipeline name",
            "surgetank.yaml:3:5: pipelines.Orders.intake.schema: is missing",
            "surgetank.yaml:4:13: pipelines.Orders.intake.path: 'orders' does not begin with '/'",
            "surgetank.yaml:5:7: pipelines.Orders.intake.shema: is an unknown key",
            "surgetank.yaml:6:16: pipelines.Orders.intake.maxBody: '2MB' is more than 1MB, the SQS"
                + " message limit",
            "surgetank.yaml:7:24: pipelines.Orders.intake.reply: '{nope}' is not a placeholder",
            "surgetank.yaml:9:16: pipelines.Orders.work.timeout: '10' has no unit",
            "surgetank.yaml:10:7: pipelines.Orders.work.timeout: is given twice",
            "surgetank.yaml:11:20: pipelines.Orders.work.concurrency: must be one value, but is"
                + " a list",
            "surgetank.yaml:12:21: pipelines.Orders.retry.policy: 'lineal' is not allowed",
            "surgetank.yaml:12:39: pipelines.Orders.retry.attempts: '0' is out of range",
            "surgetank.yaml:13:21: pipelines.Orders.records.keep: '0s' is too short");
  }

  @ParameterizedTest
  @CsvSource({
    "timeuot,timeout",
    "max_concurrency,",
    "Concurrency,concurrency",
    "batchs,batch",
    "zzz,",
  })
  void an_unknown_key_is_refused_with_a_suggestion(String key, String suggestion) {
    var hint = suggestion == null ? "known keys: " : "did you mean '" + suggestion + "'?";

    assertThat(errors(with("work: {" + key + ": 1}")))
        .singleElement()
        .asString()
        .startsWith(
            "surgetank.yaml:4:12: pipelines.p.work." + key + ": is an unknown key; " + hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/p/",
        "//p",
        "/p//q",
        "/p/../q",
        "/.",
        "/p q",
        "/p?q",
        "/p#q",
        "/p%20",
        "/ä",
        "/{id}",
        "/health",
        "/health/live",
        "/metrics",
        "/openapi.json",
        "/ops",
        "/ops/x",
        "/console",
        "p"
      })
  void an_invalid_path_is_refused(String path) {
    assertThat(errors("pipelines: {p: {intake: {path: \"" + path + "\", schema: s.json}}}"))
        .singleElement()
        .asString()
        .startsWith("surgetank.yaml:1:32: pipelines.p.intake.path: ");
  }

  @Test
  void a_path_may_start_with_a_reserved_word() {
    assertThat(errors("pipelines: {p: {intake: {path: /healthy, schema: s.json}}}")).isEmpty();
  }

  @Test
  void two_pipelines_without_a_selector_cannot_share_a_path() {
    var yaml =
        """
        pipelines:
          a: {intake: {path: /p, schema: s.json}}
          b: {intake: {path: /p, schema: s.json}}
          c: {intake: {path: /p, schema: s.json, when: {has: x}}}
          d: {intake: {path: /p, schema: s.json, when: {has: x}}}
          e: {intake: {path: /p/q, schema: s.json}}
        """;

    assertThat(errors(yaml).stream().map(error -> error.replaceAll("; .*", "")))
        .containsExactly(
            "surgetank.yaml:3:22: pipelines.b.intake.path: '/p' is already used by pipeline 'a', for"
                + " any body",
            "surgetank.yaml:5:48: pipelines.d.intake.when: bodies with 'x' already belong to"
                + " pipeline 'c'",
            "surgetank.yaml:6:22: pipelines.e.intake.path: '/p/q' conflicts with the jobs of pipeline"
                + " 'a' (/p/{id})");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "work: {lease: 5s}",
        "work: {timeout: 13h}",
        "work: {timeout: 0s}",
        "work: {batch: 10001}",
        "work: {concurrency: 0}",
        "work: {rate: fast}",
        "work: {simulate: {delay: 30s}}",
        "work: {simulate: {failures: 0.3}}",
        "work: {handler: http}",
        "work: {handler: {name: http}}",
        "work: {handler: {name: http, url: 'ftp://a'}}",
        "work: {handler: {url: 'http://a'}}",
        "work: {handler: {name: order, colour: red}}",
        "work: {handler: Payments}",
        "retry: {cap: 13h}",
        "retry: {base: 1h, cap: 1m}",
        "retry: {policy: fixed, cap: 1h}",
        "retry: {attempts: 1001}",
        "deadLetters: {keep: 999ms}",
        "deadLetters: 14d",
        "records:",
        "work: {orderingKey: ''}",
        "work: {orderingKey: [a]}",
      })
  void invalid_work_settings_are_refused(String line) {
    assertThat(errors(with(line))).singleElement().asString().startsWith("surgetank.yaml:4:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "when: {}",
        "when: order_id",
        "when: {has: ''}",
        "id: [a]",
        "idempotency: sometimes",
        "maxBody: 0B",
        "backlog: 0",
        "rate: 0/s",
        "reply: text",
        "reply: {a: {id}}",
        "reply: {a: '{id'}",
        "reply: {a: '{count.dropped}'}",
        "reply: {a: '{payload.}'}",
        "reply: {a: }",
        "reply: {a: 1, a: 2}",
        "rejection: {a: '{id}'}",
        "rejection: {status: 1}",
        "cors: {}",
        "cors: {origins: '*'}",
        "cors: {origins: [https://a/b]}",
        "cors: {origins: [{a: b}]}",
      })
  void invalid_intake_settings_are_refused(String line) {
    assertThat(errors(intake(line))).singleElement().asString().contains(": pipelines.p.intake.");
  }

  @Test
  void a_rate_with_a_comma_needs_quotes_within_braces() {
    assertThat(errors(with("work: {rate: 5/s, burst 9}")))
        .singleElement()
        .asString()
        .contains("put the rate in quotes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"|1:1: the file is empty",
        "pipelines|1:1: the file must be a mapping",
        "\"pipelines: {}\"|1:12: pipelines: has no pipeline",
        "\"a: b\"|1:1: pipelines: is missing",
        "\"pipelines: [\"|1:13: invalid YAML",
        "\"pipelines: !!map {}\"|1:12: tags are not supported",
        "\"a: b: c\"|1:5: invalid YAML",
      })
  void invalid_yaml_has_a_readable_error(String yaml, String error) {
    assertThat(errors(yaml)).first().asString().startsWith("surgetank.yaml:" + error);
  }

  @Test
  void a_tab_is_reported_as_a_tab() {
    assertThat(errors("pipelines:\n\tp:\n"))
        .containsExactly(
            "surgetank.yaml:2:1: the line is indented with a tab; indent with spaces; YAML does not allow tabs");
  }

  @Test
  void a_forbidden_character_is_reported_with_its_location() {
    assertThat(errors("pipelines:\n  p\u0007: 1\n"))
        .containsExactly(
            "surgetank.yaml:2:4: the character U+0007 is not allowed in YAML; remove it");
  }

  @Test
  void depth_aliases_and_size_are_limited() {
    var laughs = new StringBuilder("x-a: &a0 {v: \"{id}\"}\n");
    for (int i = 1; i < 20; i++)
      laughs.append("x-%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
    var template = "pipelines: {p: {intake: {path: /p, schema: s.json, reply: {a: *a19}}}}";

    assertThat(errors("[".repeat(100_000)))
        .singleElement()
        .asString()
        .contains("nested deeper than 32");
    assertThat(errors(laughs + template)).singleElement().asString().contains("parts or 8 levels");
    assertThat(errors("#".repeat(YamlDocument.MAX_CHARACTERS + 1)))
        .singleElement()
        .asString()
        .contains("characters");
    assertThat(
            errors(
                "a: &a [*a]\npipelines: {p: {intake: {path: /p, schema: s.json, reply: &r"
                    + " {a: *r}}}}"))
        .hasSize(2);
    assertThat(errors("x-a: &a 1\nx-b: [" + "*a, ".repeat(201) + "]"))
        .singleElement()
        .asString()
        .contains("more than 200 aliases");
  }

  @Test
  void every_error_has_a_problem_and_a_hint() {
    var reading =
        (ConfigurationResult.Invalid)
            SampleConfigurations.read("pipelines: {A: {intake: {}, b: 1}}");

    assertThat(reading.errors()).hasSize(4);
    assertThat(reading.errors())
        .allSatisfy(error -> {
          assertThat(error.problem()).isNotBlank();
          assertThat(error.hint()).isNotBlank();
          assertThat(List.of(error.line(), error.column())).allMatch(place -> place > 0);
        });
  }
}
