package io.surgetank.load.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.intake.PayloadSchemaValidator;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Payloads of the five built-in pipelines, validated as by the server.
class BuiltInPayloadsTest {
  private static final int SEEDS = 40;
  private static final int EACH = 25;

  static List<Pipeline> pipelines() {
    return DefaultConfiguration.pipelines().all();
  }

  private static SchemaPayloads payloads(Pipeline pipeline, long seed) {
    return SchemaPayloads.of(Json.read(pipeline.intake().schema().json()), seed);
  }

  private static List<Violation> violations(Pipeline pipeline, String text) {
    return switch (JsonReader.read(text.getBytes(StandardCharsets.UTF_8))) {
      case ParseResult.Malformed(var violations) -> violations;
      case ParseResult.Parsed(var node, var kept) ->
          PayloadSchemaValidator.of(pipeline.intake().schema()).violations(node, kept.length());
    };
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void every_payload_is_valid_over_many_seeds(Pipeline pipeline) {
    var check = PayloadSchemaValidator.of(pipeline.intake().schema());
    for (long seed = 0; seed < SEEDS; seed++) {
      var payloads = payloads(pipeline, seed);
      for (long n = 0; n < EACH; n++)
        assertThat(check.violations(Json.read(payloads.valid(n)), payloads.valid(n).length()))
            .as("seed " + seed + ", " + n)
            .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void every_invalid_payload_is_refused(Pipeline pipeline) {
    var payloads = payloads(pipeline, 42);
    for (long n = 0; n < 200; n++)
      assertThat(violations(pipeline, payloads.invalid(n))).as(payloads.invalid(n)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void every_poison_payload_is_accepted(Pipeline pipeline) {
    var payloads = payloads(pipeline, 42);
    for (long n = 0; n < 200; n++)
      assertThat(violations(pipeline, payloads.poison(n))).as(payloads.poison(n)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void the_same_seed_gives_the_same_payloads_and_unique_ids(Pipeline pipeline) {
    var some = payloads(pipeline, 7);
    var again = payloads(pipeline, 7);
    var other = payloads(pipeline, 8);
    var ids = new HashSet<String>();
    for (long n = 0; n < 1000; n++) {
      assertThat(some.valid(n)).isEqualTo(again.valid(n));
      var json = Json.read(some.valid(n));
      for (String id : List.of("order_id", "taskId"))
        if (json.has(id))
          assertThat(ids.add(json.path(id).toString())).as(json.toString()).isTrue();
    }
    // The only member of a task is optional.
    assertThat(List.of(some.valid(1), some.valid(2), some.valid(3), some.valid(4)))
        .isNotEqualTo(List.of(other.valid(1), other.valid(2), other.valid(3), other.valid(4)));
  }
}
