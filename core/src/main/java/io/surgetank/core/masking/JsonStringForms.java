package io.surgetank.core.masking;

import io.surgetank.core.json.Json;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import tools.jackson.databind.node.JsonNodeFactory;

/// The ways in which common programs write a text in a JSON string (RFC 8259, 7): a payload, or a
/// response that repeats it, has one of them.
final class JsonStringForms {
  /// Escaped by programs whose JSON may be part of an HTML page.
  private static final String IN_HTML = "<>&'=+";

  private enum Escaping implements IntPredicate {
    NONE,
    NOT_ASCII,
    HTML,
    BOTH;

    @Override
    public boolean test(int character) {
      boolean isAscii = character <= '~';
      boolean isOfHtml = IN_HTML.indexOf(character) >= 0;
      return switch (this) {
        case NONE -> false;
        case NOT_ASCII -> !isAscii;
        case HTML -> isOfHtml;
        case BOTH -> !isAscii || isOfHtml;
      };
    }
  }

  private JsonStringForms() {}

  /// Without quotation marks.
  static Set<String> of(String text) {
    String quoted = Json.write(JsonNodeFactory.instance.stringNode(text));
    String json = quoted.substring(1, quoted.length() - 1);
    var forms = new LinkedHashSet<String>();
    for (Escaping escaping : Escaping.values())
      for (HexFormat digits : List.of(HexFormat.of(), HexFormat.of().withUpperCase())) {
        String form = escaped(json, escaping, digits);
        forms.add(form);
        forms.add(form.replace("/", "\\/"));
        String withoutQuotes = form.replace("\\\"", "\\u0022");
        forms.add(withoutQuotes);
        forms.add(withoutQuotes.replace("/", "\\/"));
      }
    return forms;
  }

  private static String escaped(String json, Escaping escaping, HexFormat digits) {
    if (json.chars().noneMatch(escaping)) return json;
    var text = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char character = json.charAt(i);
      if (escaping.test(character)) text.append("\\u").append(digits.toHexDigits(character));
      else text.append(character);
    }
    return text.toString();
  }
}
