package io.surgetank.proof.report;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Wraps paragraphs and list items. For text without tables and code blocks.
final class MarkdownText {
  private static final int WIDTH = 118;
  private static final String ITEM = "- ";

  /// Text between backticks is one word.
  private static final Pattern WORD = Pattern.compile("(?:`[^`]*`|[^\\s`])+");

  private MarkdownText() {}

  static String wrap(String text) {
    var wrapped = new StringBuilder();
    var paragraph = new StringBuilder();
    for (String line : text.strip().lines().toList()) {
      if (line.isBlank() || line.startsWith(ITEM)) flush(paragraph, wrapped);
      if (line.isBlank()) wrapped.append('\n');
      paragraph.append(line).append('\n');
    }
    flush(paragraph, wrapped);
    return wrapped.toString();
  }

  private static void flush(StringBuilder paragraph, StringBuilder wrapped) {
    String indent = paragraph.toString().startsWith(ITEM) ? "  " : "";
    int column = 0;
    for (String word : WORD.matcher(paragraph).results().map(MatchResult::group).toList()) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        wrapped.append('\n').append(indent);
        column = indent.length();
      } else if (column > 0) {
        wrapped.append(' ');
        column++;
      }
      wrapped.append(word);
      column += word.length();
    }
    if (column > 0) wrapped.append('\n');
    paragraph.setLength(0);
  }
}
