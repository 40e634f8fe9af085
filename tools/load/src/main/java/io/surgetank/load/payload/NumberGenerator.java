package io.surgetank.load.payload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;

/// Numbers within a schema's bounds.
final class NumberGenerator {
  /// Amounts as people write them, where the schema allows more.
  private static final BigDecimal USUAL = new BigDecimal(1000);

  /// Where nothing bounds a number it may be an id, which should not come twice; doubles still hold
  /// all of these exactly.
  private static final BigDecimal UNBOUNDED = new BigDecimal(1L << 50);

  private NumberGenerator() {}

  static BigDecimal integer(JsonNode schema, RandomInputs randomInputs) {
    return in(schema, randomInputs, BigDecimal.ONE);
  }

  static BigDecimal number(JsonNode schema, RandomInputs randomInputs) {
    return in(schema, randomInputs, new BigDecimal("0.01"));
  }

  /// A multiple of `grain`, or of the schema's own.
  private static BigDecimal in(JsonNode schema, RandomInputs randomInputs, BigDecimal grain) {
    BigDecimal step =
        schema.path("multipleOf").isNumber() ? schema.path("multipleOf").decimalValue() : grain;
    boolean bounded = bound(schema, "maximum") || bound(schema, "exclusiveMaximum");
    boolean based = bound(schema, "minimum") || bound(schema, "exclusiveMinimum");
    BigDecimal reach = bounded ? USUAL : UNBOUNDED;
    BigDecimal high = bounded ? highest(schema, step) : BigDecimal.ZERO;
    BigDecimal low = based ? lowest(schema, step) : high.min(BigDecimal.ZERO);
    if (!bounded) high = low.add(reach);
    if (!based && high.signum() < 0) low = high.subtract(reach);
    BigDecimal first = low.divide(step, 0, RoundingMode.CEILING);
    BigDecimal last = high.min(low.add(reach)).divide(step, 0, RoundingMode.FLOOR);
    // The only number there is may be no multiple of the usual grain.
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
