package io.surgetank.core.intake;

import io.surgetank.core.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NumericNode;

/// Reads JSON numbers exactly, and refuses those that are too expensive to compute with.
final class JsonNumbers {
  /// Past a double's range by far; written out, such a number is still short.
  static final int MAX_EXPONENT = 400;

  /// Every integer of this many digits fits a long.
  private static final int LONG_DIGITS = 18;

  private JsonNumbers() {}

  /// Reads the number at the cursor.
  static NumericNode read(JsonCursor cursor) throws JsonSyntaxException {
    int from = cursor.at;
    if (cursor.in[cursor.at] == '-') cursor.at++;
    int firstDigit = cursor.at;
    digits(cursor);
    if (cursor.in[firstDigit] == '0' && cursor.at > firstDigit + 1) {
      cursor.at = firstDigit;
      throw cursor.malformed("a number must not have leading zeros");
    }
    boolean integer = true;
    if (nextIs(cursor, '.')) {
      integer = false;
      cursor.at++;
      digits(cursor);
    }
    int exponentFrom = cursor.at;
    if (nextIs(cursor, 'e') || nextIs(cursor, 'E')) {
      integer = false;
      cursor.at++;
      if (nextIs(cursor, '+') || nextIs(cursor, '-')) cursor.at++;
      digits(cursor);
    }
    if (!isWithinLimits(cursor, from, exponentFrom)) return IntNode.valueOf(0);
    return integer
        ? integer(cursor, from)
        : DecimalNode.valueOf(new BigDecimal(text(cursor, from)));
  }

  private static void digits(JsonCursor cursor) throws JsonSyntaxException {
    int from = cursor.at;
    while (cursor.at < cursor.end && cursor.in[cursor.at] >= '0' && cursor.in[cursor.at] <= '9')
      cursor.at++;
    if (cursor.at == from)
      throw cursor.malformed("expected a digit; numbers look like 12, -0.5 or 1e3");
  }

  private static boolean nextIs(JsonCursor cursor, char wanted) {
    return cursor.at < cursor.end && cursor.in[cursor.at] == wanted;
  }

  private static boolean isWithinLimits(JsonCursor cursor, int from, int exponentFrom) {
    if (cursor.at - from > Json.MAX_NUMBER_LENGTH) {
      cursor.addViolation(
          from,
          "a number must not exceed "
              + Json.MAX_NUMBER_LENGTH
              + " characters; send a longer one as a string");
      return false;
    }
    int exponent = 0;
    for (int i = exponentFrom; i < cursor.at; i++) {
      int digit = cursor.in[i] - '0';
      if (digit >= 0 && digit <= 9) exponent = Math.min(exponent * 10 + digit, MAX_EXPONENT + 1);
    }
    if (exponent <= MAX_EXPONENT) return true;
    cursor.addViolation(
        from,
        "a number's exponent must be from -%d to %d; send a larger or smaller one as a string"
            .formatted(MAX_EXPONENT, MAX_EXPONENT));
    return false;
  }

  private static NumericNode integer(JsonCursor cursor, int from) {
    boolean negative = cursor.in[from] == '-';
    int first = negative ? from + 1 : from;
    if (cursor.at - first > LONG_DIGITS) return large(new BigInteger(text(cursor, from)));
    long value = 0;
    for (int i = first; i < cursor.at; i++) value = value * 10 + (cursor.in[i] - '0');
    return narrow(negative ? -value : value);
  }

  private static NumericNode large(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? narrow(value.longValue())
        : BigIntegerNode.valueOf(value);
  }

  private static NumericNode narrow(long value) {
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  private static String text(JsonCursor cursor, int from) {
    return new String(cursor.in, from, cursor.at - from, StandardCharsets.ISO_8859_1);
  }
}
