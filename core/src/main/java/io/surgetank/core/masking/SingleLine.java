package io.surgetank.core.masking;

/// A text for people to read in a failure: one line without control characters.
public final class SingleLine {
  private SingleLine() {}

  /// The text with one blank in place of blanks, line ends and characters that are not seen.
  public static String of(String text) {
    return of(text, Integer.MAX_VALUE);
  }

  /// The same, with `…` in place of all after `max` characters.
  public static String of(String text, int max) {
    var line = new StringBuilder();
    int characters = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      boolean isBlank = Character.isWhitespace(point) || isUnseen(point);
      if (isBlank && (line.isEmpty() || line.charAt(line.length() - 1) == ' ')) continue;
      if (characters == max) return line.append('…').toString();
      characters++;
      line.appendCodePoint(isBlank ? ' ' : point);
    }
    return line.toString().strip();
  }

  /// Control characters and marks that change how a terminal or a page shows the text around them.
  private static boolean isUnseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
