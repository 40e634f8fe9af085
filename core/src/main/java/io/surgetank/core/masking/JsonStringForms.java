package io.surgetank.core.masking;

import io.surgetank.core.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import tools.jackson.databind.node.JsonNodeFactory;

/// The ways in which common programs write a text in a JSON string (RFC 8259, 7): a payload, or a
/// response that repeats it, has one of them.
final class JsonStringForms {
  /// Escaped by programs whose JSON may be part of an HTML page.
  private static final String IN_HTML = "<>&'=";

  private JsonStringForms() {}

  /// Without quotation marks.
  static Set<String> of(String text) {
    String quoted = Json.write(JsonNodeFactory.instance.stringNode(text));
    String json = quoted.substring(1, quoted.length() - 1);
    List<String> escaped =
        List.of(
            json,
            escaped(json, "\\u%04x", character -> character > '~'),
            escaped(json, "\\u%04X", character -> character > '~'),
            escaped(json, "\\u%04x", character -> IN_HTML.indexOf(character) >= 0));
    var forms = new LinkedHashSet<String>();
    for (String form : escaped) {
      forms.add(form);
      forms.add(form.replace("/", "\\/"));
    }
    return forms;
  }

  private static String escaped(String json, String format, IntPredicate isEscaped) {
    if (json.chars().noneMatch(isEscaped)) return json;
    var text = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char character = json.charAt(i);
      if (isEscaped.test(character)) text.append(format.formatted((int) character));
      else text.append(character);
    }
    return text.toString();
  }
}
