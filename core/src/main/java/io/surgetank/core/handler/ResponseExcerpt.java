package io.surgetank.core.handler;

import io.surgetank.core.handler.WebhookClient.WebhookResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// The beginning of a receiver's response, for people to read in a failure: one short line without
/// control characters.
final class ResponseExcerpt {
  static final int MAX_CHARACTERS = 500;

  private ResponseExcerpt() {}

  /// `: ` and the text; empty if there is no text.
  static String of(WebhookResponse webhookResponse) {
    if (webhookResponse.body().length == 0 || !isText(webhookResponse)) return "";
    var line = new StringBuilder();
    String text = new String(webhookResponse.body(), StandardCharsets.UTF_8);
    int characters = 0;
    for (int i = 0; i < text.length() && characters <= MAX_CHARACTERS; ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      boolean blank = Character.isWhitespace(point) || isUnseen(point);
      if (blank && (line.isEmpty() || line.charAt(line.length() - 1) == ' ')) continue;
      characters++;
      if (characters > MAX_CHARACTERS) line.append('…');
      else line.appendCodePoint(blank ? ' ' : point);
    }
    return line.isEmpty() ? "" : ": " + line.toString().strip();
  }

  private static boolean isText(WebhookResponse webhookResponse) {
    List<String> types = webhookResponse.headers().getOrDefault("content-type", List.of());
    if (types.isEmpty()) return true;
    String type = types.getFirst().toLowerCase(Locale.ROOT);
    return type.startsWith("text/") || type.contains("json") || type.contains("xml");
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
