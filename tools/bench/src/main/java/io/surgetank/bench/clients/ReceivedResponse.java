package io.surgetank.bench.clients;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// A response with a `Content-Length`, or without a body.
///
/// @param head the status line and the header fields
public record ReceivedResponse(String head, String body) {
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  /// The response, once the first `length` bytes contain it.
  static Optional<ReceivedResponse> parse(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    int end = text.indexOf(END_OF_HEAD);
    if (end < 0) return Optional.empty();
    String head = text.substring(0, end);
    int bodyLength = field(head, "content-length").map(Integer::parseInt).orElse(0);
    int bodyStart = end + END_OF_HEAD.length();
    if (text.length() < bodyStart + bodyLength) return Optional.empty();
    return Optional.of(
        new ReceivedResponse(head, text.substring(bodyStart, bodyStart + bodyLength)));
  }

  public int status() {
    return Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
  }

  /// The value of the first header field of this name, which is in lower case.
  public Optional<String> field(String name) {
    return field(head, name);
  }

  private static Optional<String> field(String head, String name) {
    String start = "\r\n" + name + ":";
    for (int from = 0; (from = head.indexOf("\r\n", from)) >= 0; from += 2) {
      if (!head.regionMatches(true, from, start, 0, start.length())) continue;
      int end = head.indexOf("\r\n", from + 2);
      return Optional.of(
          head.substring(from + start.length(), end < 0 ? head.length() : end).strip());
    }
    return Optional.empty();
  }

  /// Whether the server keeps the connection open.
  boolean keepsConnection() {
    return field("connection")
        .map(value -> value.toLowerCase(Locale.ROOT))
        .filter("close"::equals)
        .isEmpty();
  }
}
