package io.surgetank.core.pipeline;

import java.util.ArrayList;
import java.util.List;

/// A parsed template string: fixed text and placeholders. `{id}` is a placeholder; `{{` and `}}`
/// are escaped braces.
public record TemplateText(List<Piece> pieces) {
  public TemplateText {
    pieces = List.copyOf(pieces);
  }

  /// A part of the text.
  public sealed interface Piece {
    record Fixed(String text) implements Piece {}

    /// A placeholder by its name, without the braces.
    record Value(String name) implements Piece {}

    /// An unmatched brace. The configuration refuses it; rendering prints it as it is.
    record Stray(String text) implements Piece {}
  }

  public static TemplateText of(String text) {
    var pieces = new ArrayList<Piece>();
    var fixed = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '{' && c != '}') {
        fixed.append(c);
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == c) {
        fixed.append(c);
        at += 2;
      } else {
        if (!fixed.isEmpty()) pieces.add(new Piece.Fixed(fixed.toString()));
        fixed.setLength(0);
        int end = c == '{' ? closing(text, at) : at;
        pieces.add(
            end > at
                ? new Piece.Value(text.substring(at + 1, end))
                : new Piece.Stray(String.valueOf(c)));
        at = end + 1;
      }
    }
    if (!fixed.isEmpty()) pieces.add(new Piece.Fixed(fixed.toString()));
    return new TemplateText(pieces);
  }

  /// Where the placeholder that opens here ends; `open` itself when it does not.
  private static int closing(String text, int open) {
    for (int at = open + 1; at < text.length(); at++) {
      if (text.charAt(at) == '}') return at;
      if (text.charAt(at) == '{') return open;
    }
    return open;
  }
}
