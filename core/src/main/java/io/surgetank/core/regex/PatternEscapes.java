package io.surgetank.core.regex;

import io.surgetank.core.regex.Expression.Chars;
import java.util.List;
import java.util.Optional;

/// Reads escapes in a pattern.
final class PatternEscapes {
  private static final String BACK_REFERENCE = "back-references cannot be matched in linear time";

  private final PatternCursor cursor;

  PatternEscapes(PatternCursor cursor) {
    this.cursor = cursor;
  }

  /// An escape outside a class, read from after the backslash.
  Expression atom() throws RegexSyntaxException {
    int from = cursor.at() - 1;
    if (cursor.take('k')) {
      if (!cursor.take('<'))
        throw cursor.malformedAt(from, "\\k names a group", "write \\\\k for a backslash and a k");
      groupName();
      cursor.unsupported(from, BACK_REFERENCE, "repeat the group's content");
      return new Expression.Sequence(List.of());
    }
    if (cursor.hasMore() && cursor.next() >= '1' && cursor.next() <= '9') {
      cursor.number();
      cursor.unsupported(from, BACK_REFERENCE, "repeat the group's content");
      return new Expression.Sequence(List.of());
    }
    return new Chars(set(from));
  }

  /// An escape within a class, read from after the backslash.
  CodePoints inClass() throws RegexSyntaxException {
    int from = cursor.at() - 1;
    return cursor.take('b') ? single('\b') : set(from);
  }

  /// `name>` of a group.
  void groupName() throws RegexSyntaxException {
    int from = cursor.at();
    Optional<String> name = cursor.until('>');
    boolean isName =
        name.isPresent()
            && !name.get().isEmpty()
            && name.get().codePoints().allMatch(PatternEscapes::isNamePart)
            && !Character.isDigit(name.get().codePointAt(0));
    if (!isName)
      throw cursor.malformedAt(from, "invalid group name", "write (?<name>...) or (?:...)");
  }

  private static boolean isNamePart(int point) {
    return point == '$' || Character.isUnicodeIdentifierPart(point);
  }

  private CodePoints set(int from) throws RegexSyntaxException {
    if (!cursor.hasMore())
      throw cursor.malformedAt(from, "the pattern ends after a backslash", "write \\\\ for one");
    int escape = cursor.next();
    cursor.skip();
    return switch (escape) {
      case 'd' -> CodePoints.DIGIT;
      case 'D' -> CodePoints.DIGIT.not();
      case 's' -> CodePoints.SPACE;
      case 'S' -> CodePoints.SPACE.not();
      case 'w' -> CodePoints.WORD;
      case 'W' -> CodePoints.WORD.not();
      case 'p' -> property(from);
      case 'P' -> property(from).not();
      case 'f' -> single('\f');
      case 'n' -> single('\n');
      case 'r' -> single('\r');
      case 't' -> single('\t');
      case 'v' -> single(0x0B);
      case 'c' -> control(from);
      case 'x' -> hexadecimal(from);
      case 'u' -> unicode(from);
      case '0' -> nul(from);
      default -> identity(from, escape);
    };
  }

  private static CodePoints single(int point) {
    return CodePoints.range(point, point);
  }

  private CodePoints property(int from) throws RegexSyntaxException {
    Optional<String> name = cursor.take('{') ? cursor.until('}') : Optional.empty();
    if (name.isEmpty())
      throw cursor.malformedAt(from, "\\p is followed by {...}", "write \\p{L}, \\p{Script=Greek}");
    Optional<CodePoints> set = UnicodeProperties.find(name.get());
    if (set.isPresent()) return set.get();
    throw cursor.malformedAt(
        from,
        "the property '" + name.get() + "' is unknown",
        "write a general category such as \\p{Lu}, a script such as \\p{Script=Greek}, or ranges");
  }

  private CodePoints control(int from) throws RegexSyntaxException {
    int letter = cursor.hasMore() ? cursor.next() : -1;
    boolean isLetter = letter < 0x80 && letter >= 'A' && Character.isLetter(letter);
    if (!isLetter) throw cursor.malformedAt(from, "\\c is followed by a letter", "write \\cJ");
    cursor.skip();
    return single(letter % 32);
  }

  private CodePoints hexadecimal(int from) throws RegexSyntaxException {
    int point = cursor.hexadecimal(2);
    if (point < 0)
      throw cursor.malformedAt(
          from, "\\x is followed by two hexadecimal digits", "write \\x41, or \\u{1F600}");
    return single(point);
  }

  private CodePoints unicode(int from) throws RegexSyntaxException {
    int point = cursor.take('{') ? braced() : cursor.hexadecimal(4);
    if (point < 0 || point > Character.MAX_CODE_POINT)
      throw cursor.malformedAt(
          from,
          "\\u must be followed by four hexadecimal digits, or by a code point in braces",
          "write \\u0041 or \\u{1F600}");
    if (Character.isHighSurrogate((char) point) && point < 0x10000) {
      int before = cursor.at();
      int low = cursor.take("\\u") ? cursor.hexadecimal(4) : -1;
      if (low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE)
        return single(Character.toCodePoint((char) point, (char) low));
      cursor.back(before);
    }
    return single(point);
  }

  /// The code point in braces, or -1.
  private int braced() {
    String digits = cursor.until('}').orElse("").replaceFirst("^0+(?=.)", "");
    boolean isHexadecimal =
        !digits.isEmpty()
            && digits.length() <= 6
            && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
    return isHexadecimal ? Integer.parseInt(digits, 16) : -1;
  }

  private CodePoints nul(int from) throws RegexSyntaxException {
    if (cursor.hasMore() && cursor.next() >= '0' && cursor.next() <= '9')
      throw cursor.malformedAt(from, "ECMA-262 has no octal escapes", "write \\x41 or \\u0041");
    return single(0);
  }

  private CodePoints identity(int from, int point) throws RegexSyntaxException {
    boolean isPunctuation =
        point < 0x80 && point >= ' ' && !Character.isLetterOrDigit(point) && point != 0x7F;
    if (isPunctuation) return single(point);
    throw cursor.malformedAt(
        from,
        "ECMA-262 has no escape '\\" + Character.toString(point) + "'",
        switch (point) {
          case 'A' -> "write ^ for the beginning of the text";
          case 'z', 'Z' -> "write $ for the end of the text";
          case 'h', 'R', 'X' -> "write the characters in [...]";
          case 'a' -> "write \\x07";
          case 'e' -> "write \\x1B";
          case 'Q', 'E' -> "write a backslash before each special character";
          default -> "write the character without the backslash";
        });
  }
}
