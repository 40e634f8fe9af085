package io.surgetank.deploy.infra.account;

import java.util.List;
import java.util.Map;

/// Trees as AWS's Query protocol writes them: a list is `member`s.
final class Xml {
  private Xml() {}

  static String of(Object tree) {
    var text = new StringBuilder();
    write(tree, text);
    return text.toString();
  }

  private static void write(Object tree, StringBuilder text) {
    switch (tree) {
      case Map<?, ?> map ->
          map.forEach((name, value) -> element(String.valueOf(name), value, text));
      case List<?> list -> list.forEach(value -> element("member", value, text));
      default -> text.append(escaped(String.valueOf(tree)));
    }
  }

  private static void element(String name, Object value, StringBuilder text) {
    text.append('<').append(name).append('>');
    write(value, text);
    text.append("</").append(name).append('>');
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\r", "&#13;");
  }

  static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }
}
