package io.surgetank.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.AnnotationKeyword;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import io.surgetank.core.schema.SecretLocations;
import io.surgetank.core.schema.Subschemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Compares the masked locations of random payloads with the locations at which the library's
/// validator applies a schema with the keyword.
class MaskedLocationsTest {
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .keyword(new AnnotationKeyword(SecretLocations.KEYWORD))
          .build();

  private static final List<String> NAMES = List.of("a", "b", "ab", "c/d");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void exactly_the_locations_are_masked_to_which_a_marked_schema_applies(long seed) {
    var random = new Random(seed);
    int marked = 0;
    for (int i = 0; i < 80; i++) {
      String schema = new RandomSchema(random, List.of()).text();
      JsonNode payload = object(random, 3);
      Set<String> applied = applied(schema, payload);
      marked += applied.size();

      assertThat(masked(schema, payload))
          .as("schema %s, payload %s", schema, payload)
          .isEqualTo(outermost(applied));
    }
    assertThat(marked).isGreaterThan(80);
  }

  /// In schemas with branches, more may be masked than applies.
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void every_location_is_masked_to_which_a_marked_schema_of_a_branch_applies(long seed) {
    var random = new Random(seed);
    var branches =
        List.of("anyOf", "oneOf", "if", "dependentSchemas", "unevaluatedProperties", "contains");
    int marked = 0;
    for (int i = 0; i < 80; i++) {
      String schema = new RandomSchema(random, branches).text();
      JsonNode payload = object(random, 3);
      Set<String> masked = masked(schema, payload);
      Set<String> applied = applied(schema, payload);
      marked += applied.size();

      assertThat(applied)
          .as("schema %s, payload %s", schema, payload)
          .allMatch(location -> isWithin(location, masked));
    }
    assertThat(marked).isGreaterThan(80);
  }

  private static boolean isWithin(String location, Set<String> masked) {
    return masked.stream().anyMatch(at -> location.equals(at) || location.startsWith(at + "/"));
  }

  /// By the library.
  private static Set<String> applied(String schema, JsonNode payload) {
    var registry = SchemaRegistry.withDefaultDialect(DIALECT);
    var context =
        new ExecutionContext(
            ExecutionConfig.builder()
                .annotationCollectionEnabled(true)
                .annotationCollectionFilter(SecretLocations.KEYWORD::equals)
                .build());
    // The library collects no annotations that are true.
    var collected = Json.read(schema.replace("\"x-secret\":true", "\"x-secret\":\"yes\""));
    registry.getSchema(collected).validate(context, payload);
    var locations = new TreeSet<String>();
    for (var all : context.getAnnotations().asMap().values())
      for (var each : all)
        if (each.getKeyword().equals(SecretLocations.KEYWORD))
          locations.add(Subschemas.pointer(each.getInstanceLocation()));
    return locations;
  }

  private static Set<String> outermost(Set<String> locations) {
    var outermost = new TreeSet<>(locations);
    outermost.removeIf(location ->
        locations.stream()
            .anyMatch(other -> !other.equals(location) && location.startsWith(other + "/")));
    return outermost;
  }

  private static Set<String> masked(String schema, JsonNode payload) {
    Optional<PayloadMask> mask = PayloadMask.of(new PayloadSchema("s.json", schema));
    var locations = new TreeSet<String>();
    mask.ifPresent(
        it -> collect("", payload, Json.read(it.mask(Json.write(payload)).payload()), locations));
    return locations;
  }

  private static void collect(String at, JsonNode payload, JsonNode masked, Set<String> locations) {
    if (masked.isString() && masked.stringValue().equals(SecretValues.MASK)) locations.add(at);
    else if (payload.isObject())
      payload.forEachEntry((name, member) ->
          collect(Subschemas.step(at, name), member, masked.path(name), locations));
    else
      for (int i = 0; i < payload.size(); i++)
        collect(at + "/" + i, payload.get(i), masked.path(i), locations);
  }

  private static JsonNode object(Random random, int depth) {
    var object = Json.MAPPER.createObjectNode();
    for (String name : NAMES) if (random.nextInt(3) > 0) object.set(name, value(random, depth));
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 1 : 4);
    if (kind == 0) return Json.MAPPER.getNodeFactory().numberNode(random.nextInt(10));
    if (kind < 3) return object(random, depth - 1);
    var array = Json.MAPPER.createArrayNode();
    for (int i = random.nextInt(4); i > 0; i--) array.add(value(random, depth - 1));
    return array;
  }

  /// A schema without assertions, so that every payload is valid.
  private record RandomSchema(Random random, List<String> branches) {
    String text() {
      // The root is an object, and no marked one: its members are masked then.
      return "{\"$defs\":{\"x\":%s,\"y\":%s},%s}"
          .formatted(schema(2), schema(2), keyword("properties", 3));
    }

    private String schema(int depth) {
      var keywords = new ArrayList<String>();
      if (random.nextInt(6) == 0) keywords.add("\"x-secret\":true");
      var names =
          new ArrayList<>(
              List.of(
                  "properties",
                  "patternProperties",
                  "additionalProperties",
                  "items",
                  "prefixItems"));
      names.addAll(branches);
      if (depth > 0) {
        for (String name : names) if (random.nextInt(3) == 0) keywords.add(keyword(name, depth));
        if (random.nextInt(4) == 0)
          keywords.add("\"allOf\":[" + schema(depth - 1) + "," + schema(depth - 1) + "]");
      }
      return "{" + String.join(",", keywords) + "}";
    }

    private String keyword(String name, int depth) {
      return "\""
          + name
          + "\":"
          + switch (name) {
            case "properties" ->
                "{\"a\":%s,\"c/d\":%s}".formatted(within(depth - 1), within(depth - 1));
            case "patternProperties" -> "{\"^a\":%s}".formatted(within(depth - 1));
            case "dependentSchemas" -> "{\"b\":%s}".formatted(schema(depth - 1));
            case "prefixItems", "anyOf", "oneOf" ->
                "[%s,%s]".formatted(schema(depth - 1), schema(depth - 1));
            case "if" ->
                "{\"required\":[\"a\"]},\"then\":%s,\"else\":%s"
                    .formatted(schema(depth - 1), schema(depth - 1));
            default -> within(depth - 1);
          };
    }

    /// Of a member or an element, where a reference cannot form an endless cycle.
    private String within(int depth) {
      return random.nextInt(4) == 0
          ? "{\"$ref\":\"#/$defs/" + (random.nextBoolean() ? "x" : "y") + "\"}"
          : schema(depth);
    }
  }
}
