package io.surgetank.core.idna;

import java.util.List;
import java.util.Set;

/// The Bidi rule for a label with characters that are written from right to left (RFC 5893, 2).
final class BidiRule {
  private static final Set<Byte> LETTERS =
      Set.of(Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);

  private static final Set<Byte> NUMBERS =
      Set.of(Character.DIRECTIONALITY_EUROPEAN_NUMBER, Character.DIRECTIONALITY_ARABIC_NUMBER);

  private static final Set<Byte> OTHERS =
      Set.of(
          Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
          Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
          Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
          Character.DIRECTIONALITY_OTHER_NEUTRALS,
          Character.DIRECTIONALITY_BOUNDARY_NEUTRAL,
          Character.DIRECTIONALITY_NONSPACING_MARK);

  private BidiRule() {}

  /// Whether a label follows the rule, or has no characters that the rule is for.
  static boolean allows(String label) {
    List<Byte> classes = label.codePoints().mapToObj(Character::getDirectionality).toList();
    boolean hasArabicNumber = classes.contains(Character.DIRECTIONALITY_ARABIC_NUMBER);
    if (!hasArabicNumber && classes.stream().noneMatch(LETTERS::contains)) return true;
    byte last =
        classes.reversed().stream()
            .filter(each -> each != Character.DIRECTIONALITY_NONSPACING_MARK)
            .findFirst()
            .orElse(Character.DIRECTIONALITY_UNDEFINED);
    return LETTERS.contains(classes.getFirst())
        && (LETTERS.contains(last) || NUMBERS.contains(last))
        && classes.stream().allMatch(BidiRule::isAllowed)
        && !(hasArabicNumber && classes.contains(Character.DIRECTIONALITY_EUROPEAN_NUMBER));
  }

  private static boolean isAllowed(byte type) {
    return LETTERS.contains(type) || NUMBERS.contains(type) || OTHERS.contains(type);
  }
}
