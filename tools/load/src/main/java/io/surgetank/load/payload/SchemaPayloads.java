package io.surgetank.load.payload;

import io.surgetank.core.intake.PayloadSchemaValidator;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Payloads generated from a JSON Schema.
public final class SchemaPayloads implements Payloads {
  /// Enough to reach every branch of a typical schema.
  private static final int SAMPLES = 50;

  private final JsonNode schema;
  private final long seed;
  private final SchemaValueGenerator schemaValueGenerator;

  private SchemaPayloads(JsonNode schema, long seed) {
    this.schema = schema;
    this.seed = seed;
    this.schemaValueGenerator = new SchemaValueGenerator(schema);
  }

  /// Throws [IllegalArgumentException] if no payloads can be generated for the schema. Validates
  /// samples first, so that a run sends invalid payloads only on request.
  public static SchemaPayloads of(JsonNode schema, long seed) {
    var payloads = new SchemaPayloads(schema, seed);
    // First, because its error messages are more specific than the validator's.
    payloads.make(0, RandomInputs.Extent.ALL);
    var validator =
        PayloadSchemaValidator.of(new PayloadSchema("the pipeline's schema", Json.write(schema)));
    for (int sample = 0; sample < SAMPLES; sample++) {
      JsonNode payload = payloads.make(sample, RandomInputs.Extent.SOME);
      List<Violation> violations = validator.violations(payload, Json.write(payload).length());
      if (!violations.isEmpty())
        throw new IllegalArgumentException(
            "cannot generate payloads for this schema (%s: %s); provide them with --file"
                .formatted(violations.getFirst().pointer(), violations.getFirst().detail()));
    }
    return payloads;
  }

  private JsonNode make(long number, RandomInputs.Extent extent) {
    return schemaValueGenerator.generate(RandomInputs.of(seed, number, extent));
  }

  @Override
  public String valid(long number) {
    return Json.write(make(number, RandomInputs.Extent.SOME));
  }

  @Override
  public String invalid(long number) {
    JsonNode payload = make(number, RandomInputs.Extent.SOME);
    boolean truncates = (number & 1) == 0 || !(payload instanceof ObjectNode);
    return truncates || !(payload instanceof ObjectNode object)
        ? PayloadMutator.truncated(Json.write(payload))
        : PayloadMutator.mistyped(
            schema, object, RandomInputs.of(seed, number, RandomInputs.Extent.SOME));
  }

  @Override
  public String poison(long number) {
    return PayloadMutator.withTooManyDecimals(make(number, RandomInputs.Extent.ALL));
  }
}
