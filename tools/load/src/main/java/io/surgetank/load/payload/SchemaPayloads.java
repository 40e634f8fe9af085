package io.surgetank.load.payload;

import io.surgetank.core.intake.PayloadSchemaValidator;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Payloads made from a JSON Schema, valid by construction.
public final class SchemaPayloads implements Payloads {
  /// Enough to meet every branch of a schema that a person wrote.
  private static final int SAMPLES = 50;

  private final JsonNode schema;
  private final long seed;
  private final Generator generator;

  private SchemaPayloads(JsonNode schema, long seed) {
    this.schema = schema;
    this.seed = seed;
    this.generator = new Generator(schema);
  }

  /// Throws [IllegalArgumentException] with a sentence when the schema asks for what cannot be made
  /// up. Samples are validated first, so that a run never sends faults that nobody ordered.
  public static SchemaPayloads of(JsonNode schema, long seed) {
    var payloads = new SchemaPayloads(schema, seed);
    // Says what it cannot follow in its own words, before the validator does in others.
    payloads.make(0, RandomInputs.Extent.ALL);
    var check =
        PayloadSchemaValidator.of(new PayloadSchema("the pipeline's schema", Json.write(schema)));
    for (int sample = 0; sample < SAMPLES; sample++) {
      JsonNode payload = payloads.make(sample, RandomInputs.Extent.SOME);
      List<Violation> faults = check.violations(payload, Json.write(payload).length());
      if (!faults.isEmpty())
        throw new IllegalArgumentException(
            "payloads for this schema cannot be made up (%s: %s); give them with --file"
                .formatted(faults.getFirst().pointer(), faults.getFirst().detail()));
    }
    return payloads;
  }

  private JsonNode make(long number, RandomInputs.Extent extent) {
    return generator.generate(RandomInputs.of(seed, number, extent));
  }

  @Override
  public String valid(long number) {
    return Json.write(make(number, RandomInputs.Extent.SOME));
  }

  @Override
  public String invalid(long number) {
    JsonNode payload = make(number, RandomInputs.Extent.SOME);
    boolean cut = (number & 1) == 0 || !(payload instanceof ObjectNode);
    return cut || !(payload instanceof ObjectNode object)
        ? PayloadMutator.cutOff(Json.write(payload))
        : PayloadMutator.mistyped(
            schema, object, RandomInputs.of(seed, number, RandomInputs.Extent.SOME));
  }

  @Override
  public String poison(long number) {
    return PayloadMutator.overtaxing(make(number, RandomInputs.Extent.ALL));
  }
}
