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

  /// The limit of a search, in characters of a text times values: about 50 ms. A sender chooses
  /// both.
  private static final long MAX_STEPS = 20_000_000;

  private final Set<String> found = new LinkedHashSet<>();

  /// Longer ones first: a value may contain another one. Empty: not built.
  private List<ValueSearch> searches = List.of();

  /// Adds all strings and numbers of a secret value. `true`, `false` and `null` are words of any
  /// text.
  void add(JsonNode secret) {
    if (secret.isContainer()) secret.forEach(this::add);
    else if (secret.isString()) addText(secret.stringValue());
    else if (secret.isNumber()) addNumber(secret);
  }

  private void addText(String value) {
    if (value.isBlank()) return;
    var forms = new LinkedHashSet<>(List.of(value, value.strip()));
    // As in a response that repeats the payload.
    forms.addAll(JsonStringForms.of(value));
    // As in a failure, which is one line.
    for (String form : List.copyOf(forms)) forms.add(SingleLine.of(form));
    forms.remove("");
    found.addAll(forms);
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

  private List<ValueSearch> searches() {
    if (searches.isEmpty())
      searches =
          found.stream()
              .sorted(Comparator.comparingInt(String::length).reversed())
              .map(ValueSearch::of)
              .toList();
    return searches;
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

  /// Whether a search in texts with this many characters would take too long.
  boolean isTooMany(int characters) {
    return (long) found.size() * characters > MAX_STEPS;
  }

  /// The text with [#MASK] in place of each value; [#MASK] alone if the search would take too long.
  String mask(String text) {
    if (found.isEmpty() || text.isEmpty()) return text;
    if (isTooMany(text.length())) return MASK;
    String masked = text;
    for (ValueSearch search : searches()) masked = replace(masked, search);
    return masked.contains(CUT) ? withoutCutValues(masked) : masked;
  }

  private static String replace(String text, ValueSearch search) {
    int length = search.value().length();
    int at = search.indexIn(text, 0);
    if (at < 0) return text;
    var masked = new StringBuilder();
    int from = 0;
    while (at >= 0) {
      boolean isReplaced = isReplaceable(text, at, at + length);
      if (isReplaced) {
        masked.append(text, from, at).append(MASK);
        from = at + length;
      }
      at = search.indexIn(text, isReplaced ? from : at + 1);
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
    for (ValueSearch search : searches()) search.findBeginnings(text, lengths);
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
}
