package io.surgetank.load.payload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;

/// Numbers within a schema's bounds.
final class NumberGenerator {
  /// The range used when the schema allows more.
  private static final BigDecimal USUAL_RANGE = new BigDecimal(1000);

  /// An unbounded number may be an id and should rarely repeat; doubles represent all of these
  /// exactly.
  private static final BigDecimal UNBOUNDED = new BigDecimal(1L << 50);

  private NumberGenerator() {}

  static BigDecimal integer(JsonNode schema, RandomInputs randomInputs) {
    return in(schema, randomInputs, BigDecimal.ONE);
  }

  static BigDecimal number(JsonNode schema, RandomInputs randomInputs) {
    return in(schema, randomInputs, new BigDecimal("0.01"));
  }

  /// A multiple of `multipleOf`, otherwise of `grain`.
  private static BigDecimal in(JsonNode schema, RandomInputs randomInputs, BigDecimal grain) {
    BigDecimal step =
        schema.path("multipleOf").isNumber() ? schema.path("multipleOf").decimalValue() : grain;
    boolean hasMaximum = bound(schema, "maximum") || bound(schema, "exclusiveMaximum");
    boolean hasMinimum = bound(schema, "minimum") || bound(schema, "exclusiveMinimum");
    BigDecimal range = hasMaximum ? USUAL_RANGE : UNBOUNDED;
    BigDecimal high = hasMaximum ? highest(schema, step) : BigDecimal.ZERO;
    BigDecimal low = hasMinimum ? lowest(schema, step) : high.min(BigDecimal.ZERO);
    if (!hasMaximum) high = low.add(range);
    if (!hasMinimum && high.signum() < 0) low = high.subtract(range);
    BigDecimal first = low.divide(step, 0, RoundingMode.CEILING);
    BigDecimal last = high.min(low.add(range)).divide(step, 0, RoundingMode.FLOOR);
    // The only valid number may be no multiple of the grain.
    if (last.compareTo(first) < 0) return low;
    long choices = last.subtract(first).min(new BigDecimal(Long.MAX_VALUE - 1)).longValue() + 1;
    return first.add(new BigDecimal(randomInputs.random().nextLong(choices))).multiply(step);
  }

  private static boolean bound(JsonNode schema, String keyword) {
    return schema.path(keyword).isNumber();
  }

  private static BigDecimal lowest(JsonNode schema, BigDecimal step) {
    return bound(schema, "exclusiveMinimum")
        ? schema.path("exclusiveMinimum").decimalValue().add(step)
        : schema.path("minimum").decimalValue();
  }

  private static BigDecimal highest(JsonNode schema, BigDecimal step) {
    return bound(schema, "exclusiveMaximum")
        ? schema.path("exclusiveMaximum").decimalValue().subtract(step)
        : schema.path("maximum").decimalValue();
  }
}
