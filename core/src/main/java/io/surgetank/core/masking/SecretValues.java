package io.surgetank.core.masking;

import io.surgetank.core.json.Json;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

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
    String json = Json.write(JsonNodeFactory.instance.stringNode(value));
    found.add(json.substring(1, json.length() - 1));
    // As in a failure, which is one line.
    found.add(value.strip().replaceAll("\\s+", " "));
  }

  private void addNumber(JsonNode value) {
    found.add(value.asString());
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

  /// Replaces the beginning of a value before the mark of a cut.
  private String withoutCutValues(String text) {
    String masked = text;
    for (int cut = masked.indexOf(CUT); cut >= 0; cut = masked.indexOf(CUT, cut + 1)) {
      String before = masked.substring(0, cut);
      int prefix = found.stream().mapToInt(value -> prefixAtEnd(before, value)).max().orElse(0);
      if (prefix == 0) continue;
      masked = before.substring(0, cut - prefix) + MASK + masked.substring(cut);
      cut += MASK.length() - prefix;
    }
    return masked;
  }

  /// The length of the longest beginning of the value with which the text ends.
  private static int prefixAtEnd(String text, String value) {
    for (int length = Math.min(text.length(), value.length());
        length >= MIN_PREFIX_LENGTH;
        length--) if (text.endsWith(value.substring(0, length))) return length;
    return 0;
  }
}
