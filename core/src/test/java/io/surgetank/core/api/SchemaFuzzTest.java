package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.json.Json;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// For every valid schema and any body: no 5xx, and in a batch an element's errors affect only
/// itself.
class SchemaFuzzTest {
  private static final String[] NUMBERS = {
    "0", "1", "-1", "1e19", "-1e30", "1e400", "1e-400", "1.5", "1.0", "9223372036854775808", "1e999"
  };
  private static final String[] TEXTS = {
    "\"\"",
    "\"a\"",
    "\"a@b.co\"",
    "\"2026-01-01T00:00:00Z\"",
    "\"\\u0000\"",
    "\"\\ud83d\"",
    "\"\uD83D\uDE00\"",
    "\"" + "a ".repeat(2_000) + "\"",
    "\"" + "/a~".repeat(3_000) + "\"",
    "\"" + "{a,".repeat(3_000) + "\"",
    "\"" + "(".repeat(3_000) + "\""
  };
  private static final String[] NAMES = {"a", "b", "c", "$ref", "~/", "\uD83D\uDE00"};
  private static final String[] PATTERNS = {
    "^([a-z]|[ .,-])*$",
    "(a+)+$",
    "^\\\\s*$",
    "[^]",
    "\\\\p{L}{1,20}@",
    "^.{1,50}$",
    "(?=a)",
    "\\\\bA"
  };
  private static final String[] FORMATS = {
    "email",
    "uri",
    "uri-template",
    "json-pointer",
    "relative-json-pointer",
    "regex",
    "date-time",
    "duration",
    "hostname",
    "idn-hostname",
    "ipv6",
    "iri",
    "uuid",
    "time",
    "style",
    "color",
    "none"
  };
  private static final String[] TYPES = {
    "object", "array", "string", "number", "integer", "boolean", "null"
  };

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32, 33, 34})
  @Timeout(120)
  void no_body_causes_a_5xx_for_any_schema(long seed) {
    var random = new Random(seed);
    int usable = 0;
    for (int i = 0; i < 150; i++) {
      String schema = schema(random, 3);
      if (!isTaken(schema)) continue;
      usable++;
      var it = new TestApi(TestPipelines.checked("fuzzed", schema));
      for (int b = 0; b < 20; b++) {
        String body = "{\"a\":" + value(random, 3) + ",\"b\":" + value(random, 2) + "}";
        if (body.length() > 30_000) continue;
        assertThat(it.post("/fuzzed", body).status()).as("%s for %s", body, schema).isLessThan(500);
        assertThat(it.post("/fuzzed", "[" + body + ",{}," + body + "]").status()).isLessThan(500);
        assertThat(
                it.post("/fuzzed", body + "\n{}\n", "Content-Type: application/x-ndjson").status())
            .isLessThan(500);
      }
      assertThat(it.incidents).as(schema).isEmpty();
    }
    assertThat(usable).isGreaterThan(40);
  }

  @Test
  void only_the_element_that_is_too_costly_is_refused() {
    String recursive =
        "{\"anyOf\":[{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"b\"]},"
            + "{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"c\"]}]}";
    var it = new TestApi(TestPipelines.checked("fuzzed", recursive));
    String deep = "{\"a\":".repeat(50) + "{}" + "}".repeat(50);

    Response response = it.post("/fuzzed", "[{\"b\":1}," + deep + ",{\"c\":1}]");

    JsonNode body = Json.MAPPER.readTree(response.body());
    assertThat(response.status()).isEqualTo(207);
    assertThat(body.path("accepted").intValue()).isEqualTo(2);
    assertThat(body.at("/results/1/status").intValue()).isEqualTo(400);
    assertThat(body.at("/results/1/problem/errors/0/pointer").stringValue()).startsWith("/a");
  }

  private static boolean isTaken(String schema) {
    var configurationSource =
        new ConfigurationSource(
            "surgetank.yaml",
            "pipelines: {p: {intake: {path: /p, schema: s.json}, work: {handler: task}}}",
            _ -> Optional.of(schema));
    return !(ConfigurationReader.read(configurationSource) instanceof ConfigurationResult.Invalid);
  }

  private static String schema(Random random, int depth) {
    var schema = new StringBuilder("{\"$defs\":{\"d\":" + rules(random, 1) + "},");
    return schema.append(rules(random, depth).substring(1)).toString();
  }

  private static String rules(Random random, int depth) {
    var rules = new StringBuilder("{\"x\":1");
    var names = new java.util.HashSet<String>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String rule = rule(random, depth);
      if (names.add(rule.substring(0, rule.indexOf(':')))) rules.append(',').append(rule);
    }
    return rules.append('}').toString();
  }

  private static String rule(Random random, int depth) {
    String inner = depth == 0 ? "true" : rules(random, depth - 1);
    String name = pick(random, NAMES);
    return switch (random.nextInt(28)) {
      case 0 -> "\"type\":\"" + pick(random, TYPES) + "\"";
      case 1 -> "\"minimum\":" + pick(random, NUMBERS);
      case 2 -> "\"exclusiveMaximum\":" + pick(random, NUMBERS);
      case 3 -> "\"multipleOf\":" + pick(random, "1", "0.01", "1e300", "1e-300", "3");
      case 4 -> "\"uniqueItems\":true";
      case 5 -> "\"pattern\":\"" + pick(random, PATTERNS) + "\"";
      case 6 -> "\"patternProperties\":{\"" + pick(random, PATTERNS) + "\":" + inner + "}";
      case 7, 8 -> "\"format\":\"" + pick(random, FORMATS) + "\"";
      case 9, 10, 11 -> "\"properties\":{\"" + name + "\":" + inner + "}";
      case 12 -> "\"additionalProperties\":" + inner;
      case 13 -> "\"items\":" + inner;
      case 14 -> "\"contains\":" + inner + ",\"minContains\":2";
      case 15 -> "\"anyOf\":[" + inner + ",{\"$ref\":\"#/$defs/d\"}]";
      case 16 -> "\"oneOf\":[" + inner + ",{\"$ref\":\"#/$defs/d\"}]";
      case 17 -> "\"allOf\":[" + inner + ",{\"properties\":{\"a\":{\"$ref\":\"#\"}}}]";
      case 18 -> "\"not\":" + inner;
      case 19 -> "\"if\":" + inner + ",\"then\":{\"required\":[\"a\"]},\"else\":" + inner;
      case 20 -> "\"dependentSchemas\":{\"" + name + "\":" + inner + "}";
      case 21 -> "\"dependentRequired\":{\"" + name + "\":[\"b\"]}";
      case 22 -> "\"unevaluatedProperties\":" + inner;
      case 23 -> "\"unevaluatedItems\":false";
      case 24 -> "\"enum\":[1,\"a\",{\"a\":1e19},[1.0]]";
      case 25 -> "\"const\":" + pick(random, NUMBERS);
      case 26 -> "\"propertyNames\":" + inner;
      default -> "\"contentEncoding\":\"base64\",\"maxLength\":3,\"minProperties\":1";
    };
  }

  private static String value(Random random, int depth) {
    var value = new StringBuilder();
    switch (random.nextInt(depth == 0 ? 3 : 6)) {
      case 0 -> value.append(pick(random, NUMBERS));
      case 1 -> value.append(pick(random, TEXTS));
      case 2 -> value.append(pick(random, "true", "null", "false", "[]", "{}"));
      case 3, 4 -> {
        for (int i = 0; i < 3; i++)
          value
              .append(i == 0 ? "{\"" : ",\"")
              .append(NAMES[(i + random.nextInt(2)) * 2 % 5])
              .append(i)
              .append("\":")
              .append(value(random, depth - 1));
        value.append(",\"a\":").append(value(random, depth - 1)).append('}');
      }
      default -> {
        String item = value(random, depth - 1);
        value
            .append('[')
            .append((item + ",").repeat(random.nextInt(depth == 1 ? 20 : 3)))
            .append(item)
            .append(']');
      }
    }
    return value.toString();
  }

  private static String pick(Random random, String... from) {
    return from[random.nextInt(from.length)];
  }
}
