package io.surgetank.load.report;

/// Text in HTML and SVG.
public final class HtmlText {
  private HtmlText() {}

  /// Escapes a text for elements and for attributes in double quotes.
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
