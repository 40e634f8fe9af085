package io.surgetank.core.idna;

import com.networknt.schema.utils.RFC5892;
import java.lang.Character.UnicodeScript;
import java.util.Set;
import java.util.function.IntPredicate;

/// The rules for code points that are allowed in some contexts only (RFC 5892, appendix A).
final class ContextRules {
  private static final Set<UnicodeScript> JAPANESE =
      Set.of(UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HAN);

  private ContextRules() {}

  /// Whether the code point at `at` may be there.
  static boolean allow(int[] label, int at) {
    return switch (label[at]) {
      case 0xB7 -> is(label, at - 1, c -> c == 'l') && is(label, at + 1, c -> c == 'l');
      case 0x375 -> is(label, at + 1, c -> UnicodeScript.of(c) == UnicodeScript.GREEK);
      case 0x5F3, 0x5F4 -> is(label, at - 1, c -> UnicodeScript.of(c) == UnicodeScript.HEBREW);
      case 0x30FB -> contains(label, c -> JAPANESE.contains(UnicodeScript.of(c)));
      case CodePointProperty.ZERO_WIDTH_JOINER, CodePointProperty.ZERO_WIDTH_NON_JOINER ->
          // The JDK has neither combining classes nor joining types; the library has.
          RFC5892.isValid(new String(label, 0, label.length));
      default ->
          // Arabic-Indic digits, which are not mixed with the extended ones.
          !contains(label, label[at] < 0x6F0 ? c -> isIn(c, 0x6F0) : c -> isIn(c, 0x660));
    };
  }

  private static boolean is(int[] label, int at, IntPredicate rule) {
    return at >= 0 && at < label.length && rule.test(label[at]);
  }

  private static boolean contains(int[] label, IntPredicate rule) {
    for (int each : label) if (rule.test(each)) return true;
    return false;
  }

  private static boolean isIn(int codePoint, int firstDigit) {
    return codePoint >= firstDigit && codePoint <= firstDigit + 9;
  }
}
