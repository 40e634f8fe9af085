package io.surgetank.cli.architecture;

import java.util.List;

/// A request or a response as text, with `\n` or `\r\n` at the end of each line.
///
/// @param startLine the request line or the status line
/// @param headers one a line
record HttpMessage(String startLine, List<String> headers, String body) {
  static HttpMessage of(String text) {
    String unix = text.replace("\r\n", "\n");
    int end = unix.indexOf("\n\n");
    List<String> head = (end < 0 ? unix : unix.substring(0, end)).lines().toList();
    String body = end < 0 ? "" : unix.substring(end).strip();
    return new HttpMessage(head.getFirst(), head.subList(1, head.size()), body);
  }

  boolean isResponse() {
    return startLine.startsWith("HTTP/");
  }
}
