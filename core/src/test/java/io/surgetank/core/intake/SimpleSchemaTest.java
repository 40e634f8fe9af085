package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import io.surgetank.core.pipeline.Pipeline;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SimpleSchemaTest {
  private static final String[] VALUES = {
    "0",
    "1",
    "-1",
    "2",
    "1.0",
    "1.5",
    "-0.0",
    "1e2",
    "1e19",
    "-1e30",
    "1e400",
    "1e-400",
    "9223372036854775807",
    "9223372036854775808",
    "100.00",
    "null",
    "true",
    "false",
    "\"\"",
    "\"a\"",
    "\"ab\"",
    "\"\uD83D\uDE00\"",
    "\"\uD83D\uDE00b\"",
    "\"a@b.example\"",
    "\"a@[1.2.3.4]\"",
    "\"a@\"",
    "[]",
    "[1]",
    "[1,\"a\"]",
    "[1,2,3]",
    "{}",
    "{\"a\":1}",
    "{\"a\":null}",
    "{\"b\":\"a\"}",
    "{\"a\":{\"b\":2},\"c\":[0]}"
  };
  private static final String[] TYPES = {
    "object", "array", "string", "number", "integer", "boolean", "null"
  };
  private static final String[] BOUNDS = {
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"
  };
  private static final String[] SIZES = {"minItems", "maxItems", "minLength", "maxLength"};
  private static final String[] NAMES = {"a", "b", "c"};

  private static Optional<SimpleKeywords.Rule> simple(String schema) {
    return SimpleSchema.of(DecimalBounds.asDecimals(Json.read(schema)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void it_recognises_only_what_the_validator_admits(long seed) {
    var random = new Random(seed);
    int recognised = 0;
    int valid = 0;
    for (int i = 0; i < 400; i++) {
      String text = schema(random, 2);
      SimpleKeywords.Rule rule = simple(text).orElseThrow();
      var validator = PayloadSchemaValidator.of(new PayloadSchema("s.json", text));
      for (int n = 0; n < 60; n++) {
        String value = value(random, 2);
        JsonNode payload = parsed(value);
        boolean isValid = validator.validate(payload, value.length()).isEmpty();
        if (isValid) valid++;
        if (!rule.admits(payload)) continue;
        recognised++;
        assertThat(isValid).as("%s for %s", value, text).isTrue();
      }
    }
    // Besides decimals such as 1.0 it recognises all.
    assertThat(recognised).isGreaterThan(valid * 9 / 10);
  }

  private static JsonNode parsed(String value) {
    return switch (JsonReader.read(value.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      case ParseResult.Parsed(var node, _) -> node;
      case ParseResult.Malformed(var violations) -> throw new AssertionError(violations);
    };
  }

  private static String value(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) return pick(random, VALUES);
    var names = new LinkedHashSet<String>();
    var members = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = pick(random, NAMES);
      if (names.add(name))
        members
            .append(members.isEmpty() ? "" : ",")
            .append("\"" + name + "\":")
            .append(value(random, depth - 1));
    }
    return "{" + members + "}";
  }

  private static String schema(Random random, int depth) {
    var text = new StringBuilder("{\"title\":\"t\"");
    var keywords = new LinkedHashSet<String>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String rule = rule(random, depth);
      if (keywords.add(rule.substring(0, rule.indexOf(':')))) text.append(',').append(rule);
    }
    return text.append('}').toString();
  }

  private static String rule(Random random, int depth) {
    String name = pick(random, NAMES);
    String nested = depth == 0 ? "{}" : schema(random, depth - 1);
    return switch (random.nextInt(11)) {
      case 0 -> "\"type\":\"" + pick(random, TYPES) + "\"";
      case 1 -> "\"type\":[\"" + pick(random, TYPES) + "\",\"object\"]";
      case 2 -> "\"required\":[\"" + name + "\"]";
      case 3, 4 -> "\"properties\":{\"" + name + "\":" + nested + ",\"x\":{}}";
      case 5 -> "\"additionalProperties\":" + random.nextBoolean();
      case 6 -> "\"items\":" + nested;
      case 7 -> "\"" + pick(random, SIZES) + "\":" + random.nextInt(4);
      case 8 -> "\"" + pick(random, BOUNDS) + "\":" + pick(random, "0", "1", "1.5", "100", "1e19");
      case 9 -> "\"enum\":[\"a\",\"ab\"]";
      default -> "\"format\":\"email\"";
    };
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "{\"$ref\":\"#\"}",
        "{\"pattern\":\"a\"}",
        "{\"format\":\"uri\"}",
        "{\"type\":\"text\"}",
        "{\"enum\":[1]}",
        "{\"minLength\":1.0}",
        "{\"properties\":{\"a\":true}}",
        "{\"items\":{\"not\":{}}}",
        "{\"additionalProperties\":{}}",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}"
      })
  void other_schemas_are_left_to_the_validator(String schema) {
    assertThat(simple(schema)).isEmpty();
  }

  @Test
  void the_schemas_of_the_built_in_pipelines_are_simple() {
    for (Pipeline pipeline : DefaultConfiguration.pipelines().all())
      assertThat(simple(pipeline.intake().schema().json())).as(pipeline.name().value()).isPresent();
  }
}
