package io.surgetank.core.handler;

import io.surgetank.core.handler.WebhookClient.WebhookResponse;
import io.surgetank.core.masking.SingleLine;
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
    String text = new String(webhookResponse.body(), StandardCharsets.UTF_8);
    String line = SingleLine.of(text, MAX_CHARACTERS);
    return line.isEmpty() ? "" : ": " + line;
  }

  private static boolean isText(WebhookResponse webhookResponse) {
    List<String> types = webhookResponse.headers().getOrDefault("content-type", List.of());
    if (types.isEmpty()) return true;
    String type = types.getFirst().toLowerCase(Locale.ROOT);
    return type.startsWith("text/") || type.contains("json") || type.contains("xml");
  }
}
