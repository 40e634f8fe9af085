package io.surgetank.core.configuration;

import static io.surgetank.core.configuration.SampleConfigurations.intake;
import static io.surgetank.core.configuration.SampleConfigurations.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The published schema and the reader agree: see [PublishedSchema] for what the reader alone
/// knows. Every other test of this package compares the two as well, for each configuration that it
/// reads.
class ConfigurationSchemaTest {
  private static final JsonNode SCHEMA = Json.read(ConfigurationSchema.text());

  /// One key each, to be completed by a value, in a configuration that limits it as little as
  /// possible.
  private static final List<String> KEYS =
      List.of(
          "pipelines: {p: {intake: {schema: s.json, path: %s}}}",
          "pipelines: {p: {intake: {path: /p, schema: %s}}}",
          intake("when: %s"),
          intake("when: {has: %s}"),
          intake("id: %s"),
          intake("idempotency: %s"),
          intake("maxBody: %s"),
          intake("rate: %s"),
          intake("backlog: %s"),
          intake("reply: %s"),
          intake("reply: {a: %s}"),
          intake("reply: {a: [{b: %s}]}"),
          intake("rejection: %s"),
          intake("rejection: {a: %s}"),
          intake("cors: %s"),
          intake("cors: {origins: %s}"),
          intake("cors: {origins: [%s]}"),
          with("work: %s"),
          with("work: {handler: %s}"),
          with("work: {handler: {name: %s}}"),
          with("work: {handler: {name: %s, url: 'http://a'}}"),
          with("work: {handler: {name: http, url: %s}}"),
          with("work: {handler: {name: http, url: 'http://a', secret: %s}}"),
          with("work: {handler: {name: http, url: 'http://a', headers: %s}}"),
          with("work: {handler: {name: http, url: 'http://a', headers: {A: %s}}}"),
          with("work: {handler: {name: http, url: 'http://a', addresses: %s}}"),
          with("work: {handler: {name: http, url: 'http://a', addresses: [%s]}}"),
          with("work: {handler: {name: http, url: 'http://a', ca: %s}}"),
          with("work: {handler: {name: http, url: 'http://a', cert: %s}}"),
          with("work: {handler: {name: http, url: 'http://a', key: %s}}"),
          with("work: {handler: {name: com.example.Own, a: %s}}"),
          with("work: {timeout: %s}"),
          with("work: {timeout: 1ms, lease: %s}"),
          with("work: {batch: %s}"),
          with("work: {concurrency: %s}"),
          with("work: {rate: %s}"),
          with("work: {orderingKey: %s}"),
          with("work: {simulate: %s}"),
          with("work: {timeout: 12h, simulate: {delay: %s}}"),
          with("work: {simulate: {failures: %s}}"),
          with("work: {simulate: {seed: %s}}"),
          with("retry: %s"),
          with("retry: {policy: %s}"),
          with("retry: {policy: fixed, base: %s}"),
          with("retry: {base: 0s, cap: %s}"),
          with("retry: {attempts: %s}"),
          with("deadLetters: %s"),
          with("deadLetters: {keep: %s}"),
          with("records: {keep: %s}"),
          with("access: %s"),
          with("access: {submit: %s}"),
          with("access: {read: %s}"),
          with("access: {list: %s}"),
          with("access: {cancel: %s}"),
          "access: %s\n" + with(),
          "access: {jwt: %s}\n" + with(),
          jwt("issuer", "%s"),
          jwt("audience", "%s"),
          jwt("jwks", "%s"),
          jwt("ca", "%s"),
          jwt("algorithms", "%s"),
          jwt("algorithms", "[RS256, %s]"),
          jwt("leeway", "%s"),
          jwt("scopeClaim", "%s"),
          jwt("scopes", "%s"),
          jwt("scopes", "{read: %s}"),
          jwt("scopes", "{read: [a, %s]}"),
          jwt("scopes", "{read:own: %s}"),
          jwt("pipelineClaim", "%s"),
          jwt("tenantClaim", "%s"),
          "pipelines: %s",
          "pipelines: {p: %s}",
          "%s",
          with() + "x-a: %s",
          with() + "y-a: %s");

  /// Values of every kind, with those at both sides of each limit.
  private static final String VALUES =
      """
      /a /a/b /a/ // / a /a//b /. /a/.. /.a /health /healthy /ops/x /openapi.json /openapixjson /ä /{id}
      s.json a/b.json ../s.json /s.json a\\b a/b/c/d/e/f/g/h/i a/b/c/d/e/f/g/h/i/j .s.json
      anyone server loopback key operator Operator
      optional required Required exponential linear fixed lineal
      RS256 ES256 EdDSA HS256 none rs256 [RS256] [RS256,ES256] [HS256] 120s 121s 2m 3m 120000ms 120001ms PT2M PT1M59S PT121S
      "https://a" "https://a?b" "https://a:1" "https://a:65536" "https://a#b" "https://u@a/b" "http://localhost:1/k"
      "http://127.0.0.1/k" "http://127.example/k" "http://[::1]/k" "file:///k" "/etc/k.json" "../k.json" "HTTPS://a/b"
      {submit: a} {submit: [a, b]} {submit: []} {admin: } {owner: a} {jwt: {}} " a" "a b" "a b " "ü"
      0B 1B 1048576B 1048577B 2000000B 1024KB 1025KB 1MB 2MB 1kb 1GB 1.5KB 9999999999B KB
      0/s 1/s 500/s 500 /s 5/ 5/0s 5/w -1/s 1.5/s 1/999999s 1/876000h 1/876001h 1/36500d 1/36501d
      999999999/s 1000000000/s "5/s,burst 3" "5/s, burst 0" "5/s burst 3" "3 / s" "3  / s"
      0 1 10 1000 1001 10000 10001 1000000000 1000000001 999999999999999999 -1 1.5 1e1 ten
      0ms 1ms 43200000ms 43200001ms 43199999ms 99999999ms 100000000ms 43200s 43201s 720m 721m 12h 13h 0d 1d
      0s 1s 999ms 1000ms 3153600000s 3153600001s 52560000m 52560001m 876000h 876001h 36500d 36501d
      99999d 3153600000000ms 3153600000001ms 999999999999999d 9999999999999999999s 10x 1.5s "10 s" -1s 1h30m
      PT PT0S PT1S PT1.5S PT0.5S PT0.001S PT12H PT11H59M59S PT13H PT720M PT721M PT43200S PT43201S P1D P0D P14D
      P36500D P36501D P36499DT23H P1DT PT1H30M -PT1S PT-1S P PT0.0S PT0H0M0S
      2s..5s 5s..2s .. 2s.. ..2s 2..5 1s..2s..3s "2s .. 5s"
      0%% 30%% 0.5%% 100%% 100.0%% 100.01%% 101%% -1%% %% NaN%% 1e1%% 99.9999999%% 30 0.3
      order task http Payments com.example.Payments com..A 1a.b com.example. ordre
      "http://a" "https://a.example:8443/b?c=d" "ftp://a" "http://" "http://a:0" "http://a:65535"
      "http://a:65536" "http://a b" "http://u@a" "http://a#b" "http://[::1]:80/x" "http://a/%%zz" "http://a/%%20"
      "http://my_service/x" "http://a?b#c" "HTTP://a" "http://a/[b]" "http://a?[b]" "http://a/b|c"
      10.0.0.7 10.0.0.0/8 "::1" "fd00::/8" "[::1]" 10.0.0 10.0.0.0/333 "1:2" [10.0.0.7] [a, 10.0.0.7]
      "*" "https://shop.example" "https://a/b" "https://a:99999" "https://a:999999" "http://ä"
      "{id}" "{id" "id}" "{{id}}" "{{id}" "{nope}" "{detail}" "{payload.a}" "{payload.}" "{payload.a.b} and {status}"
      "{count.accepted}" "{count.dropped}" "{acceptedAt.epoch}" "{acceptedAt" "a}}b" "{}" ""
      true null [a] [] {} {a: b} {id: } {id: 1} {has: a} {keep: 1s} {origins: []} {name: task} {name: http}
      [[a]] {a: [1]} {status: 1} {x: {y: z}} {policy: fixed, cap: 1h} {delay: 1s} {Content: a} {"a-b": c}
      {path: /p, schema: s.json} {intake: {path: /p, schema: s.json}} {p: {intake: {path: /p, schema: s.json}}}
      {P: {intake: {path: /p, schema: s.json}}} "   " x y.z
      """
          .replace("%%", "%");

  private static final Pattern VALUE =
      Pattern.compile(
          "\"[^\"]*\"|\\{(?:[^{}]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*\\}|\\[\\[.*?\\]\\]|\\S+");

  /// With this key of `access.jwt`, and those that it needs.
  private static String jwt(String key, String value) {
    var members = new LinkedHashMap<String, String>();
    for (var required : List.of("issuer", "audience")) members.put(required, "a");
    members.put("jwks", "https://a/b");
    members.put("scopes", "{read: a}");
    members.put(key, value);
    var lines = new StringBuilder(with()).append("access:\n  jwt:\n");
    members.forEach(
        (name, text) -> lines.append("    ").append(name).append(": ").append(text).append('\n'));
    return lines.toString();
  }

  static List<String> keys() {
    return KEYS;
  }

  @ParameterizedTest
  @MethodSource("keys")
  void reader_and_schema_accept_the_same_values_of(String key) {
    for (var value : VALUE.matcher(VALUES).results().map(MatchResult::group).toList()) {
      var yaml = key.replace("%s", value);
      // Reading compares the errors.
      var result = SampleConfigurations.read(yaml);
      if (result instanceof ConfigurationResult.Valid && !isUnquoted(value))
        PublishedSchema.assertAccepts(yaml);
    }
  }

  /// Whether YAML reads it as a number, `true`, `false` or `null`. The reader takes the text of
  /// these where it expects a string.
  private static boolean isUnquoted(String value) {
    return value.matches("-?\\d+(\\.\\d+)?(e\\d+)?|true|null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "batch: '10'",
        "concurrency: 08",
        "timeout: 007s",
        "timeout: PT90M90S",
        "timeout: P0DT1S",
        "rate: 05/s",
        "orderingKey: 5",
        "simulate: {failures: 030%}"
      })
  void the_schema_is_stricter_about_style(String key) {
    var yaml = with("work: {" + key + "}");

    assertThat(SampleConfigurations.read(yaml)).isInstanceOf(ConfigurationResult.Valid.class);
    assertThat(PublishedSchema.violations(yaml).orElseThrow()).isNotEmpty();
  }

  @Test
  void the_schema_is_one_that_payloads_could_have() {
    assertThat(new SchemaLinter().errors(SCHEMA)).isEmpty();
  }

  @Test
  void defaults_are_those_of_the_reader() {
    for (var section : List.of("intake", "work", "retry"))
      section(section)
          .path("properties")
          .forEachEntry((key, value) -> {
            var given = value.path("default");
            if (given.isMissingNode()) return;
            assertThat(SampleConfigurations.valid(configuration(section, key, given)))
                .as(section + "." + key)
                .isEqualTo(SampleConfigurations.valid(with()));
          });
    for (var section : List.of("deadLetters", "records"))
      assertThat(
              SampleConfigurations.valid(
                  with(
                      section
                          + ": "
                          + section("pipeline").at("/properties/" + section + "/default"))))
          .isEqualTo(SampleConfigurations.valid(with()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"intake", "work", "retry"})
  void every_example_is_valid(String section) {
    section(section)
        .path("properties")
        .forEachEntry((key, value) -> {
          var examples = new ArrayList<>(value.path("examples").values());
          if (value.has("$ref"))
            examples.addAll(
                section(value.path("$ref").stringValue("").substring(8)).path("examples").values());
          for (var example : examples)
            if (!key.equals("path") && !key.equals("schema"))
              SampleConfigurations.valid(configuration(section, key, example));
        });
  }

  /// A configuration with this key; JSON is YAML.
  private static String configuration(String section, String key, JsonNode value) {
    var member = key + ": " + value;
    return section.equals("intake") ? intake(member) : with(section + ": {" + member + "}");
  }

  private static JsonNode section(String name) {
    return SCHEMA.path("$defs").path(name);
  }
}
