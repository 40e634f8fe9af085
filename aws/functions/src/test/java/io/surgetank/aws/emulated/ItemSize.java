package io.surgetank.aws.emulated;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The size of an item in bytes, which determines the capacity units of its writes
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
final class ItemSize {
  private static final int UNIT = 1_024;

  /// Of a list or a map, and of each of its elements.
  private static final int NESTING = 3;

  private static final int ELEMENT = 1;

  private ItemSize() {}

  /// The write units of an item of this size.
  static int writeUnits(Map<String, AttributeValue> item) {
    return Math.max(1, Math.ceilDiv(bytes(item), UNIT));
  }

  private static int bytes(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(attribute -> utf8(attribute.getKey()) + bytes(attribute.getValue()))
        .sum();
  }

  private static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      // Two digits are a byte.
      case N -> value.n().length() / 2 + 2;
      case BOOL, NUL -> 1;
      case L -> NESTING + value.l().stream().mapToInt(element -> ELEMENT + bytes(element)).sum();
      case M -> NESTING + ELEMENT * value.m().size() + bytes(value.m());
      default -> throw new IllegalArgumentException("not used: " + value.type());
    };
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
