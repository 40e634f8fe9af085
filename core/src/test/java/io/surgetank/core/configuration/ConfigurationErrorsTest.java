package io.surgetank.core.configuration;

import static io.surgetank.core.configuration.SampleConfigurations.faults;
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
  void ten_faults_are_told_at_once_each_with_its_place() {
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

    assertThat(faults(yaml).stream().map(fault -> fault.replaceAll("; .*", "")))
        .containsExactly(
            "surgetank.yaml:2:3: pipelines.Orders: is not a pipeline's name",
            "surgetank.yaml:3:5: pipelines.Orders.intake.schema: is missing",
            "surgetank.yaml:4:13: pipelines.Orders.intake.path: 'orders' does not begin with '/'",
            "surgetank.yaml:5:7: pipelines.Orders.intake.shema: is not a known key",
            "surgetank.yaml:6:16: pipelines.Orders.intake.maxBody: '2MB' is over 1MB, the largest"
                + " message a queue takes (SQS)",
            "surgetank.yaml:7:24: pipelines.Orders.intake.reply: '{nope}' is not a placeholder",
            "surgetank.yaml:9:16: pipelines.Orders.work.timeout: '10' has no unit",
            "surgetank.yaml:10:7: pipelines.Orders.work.timeout: stands here twice",
            "surgetank.yaml:11:20: pipelines.Orders.work.concurrency: should be one value, but is"
                + " a list",
            "surgetank.yaml:12:21: pipelines.Orders.retry.policy: 'lineal' is not a choice",
            "surgetank.yaml:12:39: pipelines.Orders.retry.attempts: '0' is out of bounds",
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
  void an_unknown_key_is_refused_and_the_nearest_known_one_named(String key, String meant) {
    var cure = meant == null ? "known here: " : "did you mean '" + meant + "'?";

    assertThat(faults(with("work: {" + key + ": 1}")))
        .singleElement()
        .asString()
        .startsWith(
            "surgetank.yaml:4:12: pipelines.p.work." + key + ": is not a known key; " + cure);
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
  void a_path_that_no_client_could_use_is_refused(String path) {
    assertThat(faults("pipelines: {p: {intake: {path: \"" + path + "\", schema: s.json}}}"))
        .singleElement()
        .asString()
        .startsWith("surgetank.yaml:1:32: pipelines.p.intake.path: ");
  }

  @Test
  void the_servers_own_words_may_begin_a_path() {
    assertThat(faults("pipelines: {p: {intake: {path: /healthy, schema: s.json}}}")).isEmpty();
  }

  @Test
  void two_pipelines_for_any_body_cannot_share_a_path() {
    var yaml =
        """
        pipelines:
          a: {intake: {path: /p, schema: s.json}}
          b: {intake: {path: /p, schema: s.json}}
          c: {intake: {path: /p, schema: s.json, when: {has: x}}}
          d: {intake: {path: /p, schema: s.json, when: {has: x}}}
          e: {intake: {path: /p/q, schema: s.json}}
        """;

    assertThat(faults(yaml).stream().map(fault -> fault.replaceAll("; .*", "")))
        .containsExactly(
            "surgetank.yaml:3:22: pipelines.b.intake.path: '/p' is taken by pipeline 'a', for any"
                + " body",
            "surgetank.yaml:5:48: pipelines.d.intake.when: bodies with 'x' are already taken by"
                + " pipeline 'c'",
            "surgetank.yaml:6:22: pipelines.e.intake.path: '/p/q' is where the jobs of pipeline"
                + " 'a' are found (/p/{id})");
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
  void what_cannot_be_worked_is_refused(String line) {
    assertThat(faults(with(line))).singleElement().asString().startsWith("surgetank.yaml:4:");
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
  void what_cannot_be_taken_in_is_refused(String line) {
    assertThat(faults(intake(line))).singleElement().asString().contains(": pipelines.p.intake.");
  }

  @Test
  void a_rate_with_a_comma_wants_quotes_within_braces() {
    assertThat(faults(with("work: {rate: 5/s, burst 9}")))
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
        "pipelines|1:1: the file should hold keys",
        "\"pipelines: {}\"|1:12: pipelines: holds no pipeline",
        "\"a: b\"|1:1: pipelines: is missing",
        "\"pipelines: [\"|1:13: this is not YAML",
        "\"pipelines: !!map {}\"|1:12: tags are not used here",
        "\"a: b: c\"|1:5: this is not YAML",
      })
  void a_text_that_is_no_descriptor_has_a_readable_fault(String yaml, String fault) {
    assertThat(faults(yaml)).first().asString().startsWith("surgetank.yaml:" + fault);
  }

  @Test
  void a_tab_is_called_a_tab() {
    assertThat(faults("pipelines:\n\tp:\n"))
        .containsExactly(
            "surgetank.yaml:2:1: a tab indents this line; indent with spaces; YAML takes no tabs");
  }

  @Test
  void a_character_that_yaml_forbids_is_pointed_at() {
    assertThat(faults("pipelines:\n  p\u0007: 1\n"))
        .containsExactly(
            "surgetank.yaml:2:4: the character U+0007 cannot stand in YAML; remove it");
  }

  @Test
  void neither_depth_nor_aliases_nor_size_exhaust_the_reader() {
    var laughs = new StringBuilder("x-a: &a0 {v: \"{id}\"}\n");
    for (int i = 1; i < 20; i++)
      laughs.append("x-%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
    var template = "pipelines: {p: {intake: {path: /p, schema: s.json, reply: {a: *a19}}}}";

    assertThat(faults("[".repeat(100_000))).singleElement().asString().contains("nested over 32");
    assertThat(faults(laughs + template)).singleElement().asString().contains("parts or 8 levels");
    assertThat(faults("#".repeat(YamlDocument.MAX_CHARACTERS + 1)))
        .singleElement()
        .asString()
        .contains("characters");
    assertThat(
            faults(
                "a: &a [*a]\npipelines: {p: {intake: {path: /p, schema: s.json, reply: &r"
                    + " {a: *r}}}}"))
        .hasSize(2);
    assertThat(faults("x-a: &a 1\nx-b: [" + "*a, ".repeat(201) + "]"))
        .singleElement()
        .asString()
        .contains("over 200 aliases");
  }

  @Test
  void every_fault_has_a_problem_and_a_cure() {
    var reading =
        (ConfigurationResult.Invalid)
            SampleConfigurations.read("pipelines: {A: {intake: {}, b: 1}}");

    assertThat(reading.faults()).hasSize(4);
    assertThat(reading.faults())
        .allSatisfy(fault -> {
          assertThat(fault.problem()).isNotBlank();
          assertThat(fault.cure()).isNotBlank();
          assertThat(List.of(fault.line(), fault.column())).allMatch(place -> place > 0);
        });
  }
}
