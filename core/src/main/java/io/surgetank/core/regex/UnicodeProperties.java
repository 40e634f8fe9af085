package io.surgetank.core.regex;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/// The sets behind `\p{...}`, by the names that ECMA-262 gives them. The data are the Java
/// platform's.
final class UnicodeProperties {
  private static final Pattern NAME = Pattern.compile("[A-Z][a-z]+(_[A-Z][a-z]+){0,3}");

  /// Cached, because scanning all code points takes milliseconds.
  private static final Map<String, Optional<CodePoints>> FOUND = new ConcurrentHashMap<>();

  private static final Map<String, Integer> CATEGORIES = new HashMap<>();
  private static final Map<String, IntPredicate> BINARY =
      Map.ofEntries(
          Map.entry("Any", _ -> true),
          Map.entry("White_Space", UnicodeProperties::isWhiteSpace),
          Map.entry("space", UnicodeProperties::isWhiteSpace),
          Map.entry("ASCII", point -> point < 0x80),
          Map.entry("Assigned", Character::isDefined),
          Map.entry("Alphabetic", Character::isAlphabetic),
          Map.entry("Alpha", Character::isAlphabetic),
          Map.entry("Uppercase", Character::isUpperCase),
          Map.entry("Upper", Character::isUpperCase),
          Map.entry("Lowercase", Character::isLowerCase),
          Map.entry("Lower", Character::isLowerCase),
          Map.entry("Ideographic", Character::isIdeographic),
          Map.entry("Ideo", Character::isIdeographic),
          Map.entry("Emoji", Character::isEmoji),
          Map.entry("Emoji_Presentation", Character::isEmojiPresentation),
          Map.entry("EPres", Character::isEmojiPresentation),
          Map.entry("Extended_Pictographic", Character::isExtendedPictographic),
          Map.entry("ExtPict", Character::isExtendedPictographic));

  static {
    category(Character.UPPERCASE_LETTER, "Lu", "Uppercase_Letter");
    category(Character.LOWERCASE_LETTER, "Ll", "Lowercase_Letter");
    category(Character.TITLECASE_LETTER, "Lt", "Titlecase_Letter");
    category(Character.MODIFIER_LETTER, "Lm", "Modifier_Letter");
    category(Character.OTHER_LETTER, "Lo", "Other_Letter");
    category(Character.NON_SPACING_MARK, "Mn", "Nonspacing_Mark");
    category(Character.ENCLOSING_MARK, "Me", "Enclosing_Mark");
    category(Character.COMBINING_SPACING_MARK, "Mc", "Spacing_Mark");
    category(Character.DECIMAL_DIGIT_NUMBER, "Nd", "Decimal_Number", "digit");
    category(Character.LETTER_NUMBER, "Nl", "Letter_Number");
    category(Character.OTHER_NUMBER, "No", "Other_Number");
    category(Character.SPACE_SEPARATOR, "Zs", "Space_Separator");
    category(Character.LINE_SEPARATOR, "Zl", "Line_Separator");
    category(Character.PARAGRAPH_SEPARATOR, "Zp", "Paragraph_Separator");
    category(Character.CONTROL, "Cc", "Control", "cntrl");
    category(Character.FORMAT, "Cf", "Format");
    category(Character.PRIVATE_USE, "Co", "Private_Use");
    category(Character.SURROGATE, "Cs", "Surrogate");
    category(Character.UNASSIGNED, "Cn", "Unassigned");
    category(Character.DASH_PUNCTUATION, "Pd", "Dash_Punctuation");
    category(Character.START_PUNCTUATION, "Ps", "Open_Punctuation");
    category(Character.END_PUNCTUATION, "Pe", "Close_Punctuation");
    category(Character.CONNECTOR_PUNCTUATION, "Pc", "Connector_Punctuation");
    category(Character.OTHER_PUNCTUATION, "Po", "Other_Punctuation");
    category(Character.INITIAL_QUOTE_PUNCTUATION, "Pi", "Initial_Punctuation");
    category(Character.FINAL_QUOTE_PUNCTUATION, "Pf", "Final_Punctuation");
    category(Character.MATH_SYMBOL, "Sm", "Math_Symbol");
    category(Character.CURRENCY_SYMBOL, "Sc", "Currency_Symbol");
    category(Character.MODIFIER_SYMBOL, "Sk", "Modifier_Symbol");
    category(Character.OTHER_SYMBOL, "So", "Other_Symbol");
    group("L", "Letter", "Lu", "Ll", "Lt", "Lm", "Lo");
    group("LC", "Cased_Letter", "Lu", "Ll", "Lt");
    group("M", "Mark", "Mn", "Me", "Mc");
    alias("M", "Combining_Mark");
    group("N", "Number", "Nd", "Nl", "No");
    group("Z", "Separator", "Zs", "Zl", "Zp");
    group("C", "Other", "Cc", "Cf", "Co", "Cs", "Cn");
    group("P", "Punctuation", "Pd", "Ps", "Pe", "Pc", "Po", "Pi", "Pf");
    alias("P", "punct");
    group("S", "Symbol", "Sm", "Sc", "Sk", "So");
  }

  private UnicodeProperties() {}

  /// The text between the braces: `Lu`, `Script=Greek`, `Alphabetic`.
  static Optional<CodePoints> find(String name) {
    Optional<CodePoints> known = FOUND.get(name);
    if (known != null) return known;
    Optional<CodePoints> found = compute(name);
    // Only names that exist are kept: a client's texts may be patterns too.
    if (found.isPresent()) FOUND.put(name, found);
    return found;
  }

  private static Optional<CodePoints> compute(String name) {
    int equals = name.indexOf('=');
    if (equals < 0) {
      if (CATEGORIES.containsKey(name)) return category(name);
      return Optional.ofNullable(BINARY.get(name)).map(CodePoints::where);
    }
    String value = name.substring(equals + 1);
    return switch (name.substring(0, equals)) {
      case "General_Category", "gc" -> category(value);
      case "Script", "sc" -> script(value);
      default -> Optional.empty();
    };
  }

  private static Optional<CodePoints> category(String name) {
    return Optional.ofNullable(CATEGORIES.get(name))
        .map(bits -> CodePoints.where(point -> ((bits >> Character.getType(point)) & 1) != 0));
  }

  private static Optional<CodePoints> script(String name) {
    // ECMA-262 names are case-sensitive, Java's are not.
    boolean isWritten = NAME.matcher(name).matches();
    if (!isWritten) return Optional.empty();
    try {
      var script = Character.UnicodeScript.forName(name);
      return Optional.of(CodePoints.where(point -> Character.UnicodeScript.of(point) == script));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /// ECMA-262's white space includes U+FEFF and excludes U+0085.
  private static boolean isWhiteSpace(int point) {
    return point == 0x85 || (point != 0xFEFF && CodePoints.SPACE.contains(point));
  }

  private static void category(byte type, String... names) {
    for (String name : names) CATEGORIES.put(name, 1 << type);
  }

  private static void group(String name, String longName, String... parts) {
    int bits = 0;
    for (String part : parts) bits |= CATEGORIES.getOrDefault(part, 0);
    CATEGORIES.put(name, bits);
    CATEGORIES.put(longName, bits);
  }

  private static void alias(String name, String other) {
    CATEGORIES.put(other, CATEGORIES.getOrDefault(name, 0));
  }
}
