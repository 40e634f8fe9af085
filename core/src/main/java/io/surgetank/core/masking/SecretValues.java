package io.surgetank.core.masking;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The secret values of one payload, and texts without them: failures and responses quote what a
/// handler got.
final class SecretValues {
  static final String MASK = "***";

  /// Shorter values are replaced only as whole words.
  private static final int MIN_LENGTH_WITHIN_WORDS = 4;

  /// Where a text was cut, less of a value is not worth replacing.
  private static final int MIN_PREFIX_LENGTH = 4;

  private static final String CUT = "…";

  /// A number with more zeros than this is not written out.
  private static final int MAX_SCALE = 100;

  private final Set<String> found = new LinkedHashSet<>();

  /// Adds all strings and numbers of a secret value. `true`, `false` and `null` are words of any
  /// text.
  void add(JsonNode secret) {
    if (secret.isContainer()) secret.forEach(this::add);
    else if (secret.isString()) addText(secret.stringValue());
    else if (secret.isNumber()) addNumber(secret);
  }

  private void addText(String value) {
    if (value.isBlank()) return;
    found.add(value);
    found.add(value.strip());
    // As in a response that repeats the payload.
    found.addAll(JsonStringForms.of(value));
    // As in a failure, which is one line.
    found.add(SingleLine.of(value));
    found.remove("");
  }

  private void addNumber(JsonNode value) {
    String text = value.asString();
    for (String exponent : List.of("E+", "E", "e+", "e")) found.add(text.replace("E+", exponent));
    found.add(text.replace('E', 'e'));
    BigDecimal number = value.decimalValue();
    if (Math.abs(number.scale()) > MAX_SCALE) return;
    found.add(number.toPlainString());
    found.add(number.stripTrailingZeros().toPlainString());
  }

  /// Longer ones first: a value may contain another one.
  private List<String> ordered() {
    return found.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /// Whether the number is a secret value, however it is written.
  boolean isNumberHidden(JsonNode number) {
    var one = new SecretValues();
    one.addNumber(number);
    return one.found.stream().anyMatch(found::contains);
  }

  /// The text with [#MASK] in place of each value.
  String mask(String text) {
    if (found.isEmpty() || text.isEmpty()) return text;
    String masked = text;
    for (String value : ordered()) masked = replace(masked, value);
    return masked.contains(CUT) ? withoutCutValues(masked) : masked;
  }

  private static String replace(String text, String value) {
    int at = text.indexOf(value);
    if (at < 0) return text;
    var masked = new StringBuilder();
    int from = 0;
    for (; at >= 0; at = text.indexOf(value, at + 1)) {
      if (at < from || !isReplaceable(text, at, at + value.length())) continue;
      masked.append(text, from, at).append(MASK);
      from = at + value.length();
    }
    return masked.append(text, from, text.length()).toString();
  }

  private static boolean isReplaceable(String text, int from, int to) {
    if (to - from >= MIN_LENGTH_WITHIN_WORDS) return true;
    boolean isWithinWord =
        (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1)))
            || (to < text.length() && Character.isLetterOrDigit(text.charAt(to)));
    return !isWithinWord;
  }

  /// Replaces the beginning of a value before each mark of a cut.
  private String withoutCutValues(String text) {
    var lengths = new int[text.length()];
    for (String value : found) findBeginnings(text, value, lengths);
    var masked = new StringBuilder();
    int from = 0;
    for (int cut = text.indexOf(CUT); cut >= 0; cut = text.indexOf(CUT, cut + 1)) {
      int length = lengths[cut];
      int end = Math.max(from, cut - length);
      masked.append(text, from, end).append(length < MIN_PREFIX_LENGTH ? "" : MASK);
      if (length < MIN_PREFIX_LENGTH) masked.append(text, end, cut);
      from = cut;
    }
    return masked.append(text, from, text.length()).toString();
  }

  /// Raises each number to the length of the longest beginning of the value that ends before that
  /// place of the text. In a time proportional to the text (Knuth, Morris, Pratt): a sender chooses
  /// the values, and perhaps the text.
  private static void findBeginnings(String text, String value, int[] lengths) {
    int[] borders = borders(value.substring(0, Math.min(value.length(), text.length())));
    int length = 0;
    for (int i = 0; i + 1 < text.length(); i++) {
      length = extended(value, borders, length, text.charAt(i));
      lengths[i + 1] = Math.max(lengths[i + 1], length);
    }
  }

  /// For each length of a beginning of the value, that of the longest shorter one with which it
  /// ends.
  private static int[] borders(String value) {
    var borders = new int[value.length() + 1];
    for (int i = 1; i < value.length(); i++)
      borders[i + 1] = extended(value, borders, borders[i], value.charAt(i));
    return borders;
  }

  /// The length of the longest beginning of the value with which a text ends after this character,
  /// if it ended with one of length `before`.
  private static int extended(String value, int[] borders, int before, char next) {
    int length = before;
    while (length > 0 && (length == borders.length - 1 || value.charAt(length) != next))
      length = borders[length];
    return value.charAt(length) == next ? length + 1 : length;
  }
}
