package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import io.surgetank.core.api.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Writes a response's status line and header fields.
final class ResponseHead {
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(202, "Accepted"),
          Map.entry(204, "No Content"),
          Map.entry(207, "Multi-Status"),
          Map.entry(304, "Not Modified"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(414, "URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(417, "Expectation Failed"),
          Map.entry(421, "Misdirected Request"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(428, "Precondition Required"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"));

  static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private ResponseHead() {}

  /// @param connection the value of `Connection`; empty omits it
  static void write(ByteBuf out, Response response, byte[] date, String connection) {
    ascii(out, "HTTP/1.1 ");
    ascii(out, Integer.toString(response.status()));
    out.writeByte(' ');
    ascii(out, REASONS.getOrDefault(response.status(), ""));
    ascii(out, "\r\n");
    out.writeBytes(date);
    response.headers().forEach((name, value) -> field(out, name, value));
    if (!connection.isEmpty()) field(out, "Connection", connection);
    if (hasLength(response.status()))
      field(out, "Content-Length", Integer.toString(response.body().length));
    ascii(out, "\r\n");
  }

  /// A 204 has none; that of a 304 would describe a body that is not sent (RFC 9110, 8.6).
  private static boolean hasLength(int status) {
    return status >= 200 && status != 204 && status != 304;
  }

  private static void field(ByteBuf out, String name, String value) {
    ascii(out, name);
    ascii(out, ": ");
    for (int at = 0; at < value.length(); at++) {
      char each = value.charAt(at);
      // No value may end the line.
      boolean valid = each < 256 && each != 0x7F && (each >= ' ' || each == '\t');
      out.writeByte(valid ? each : '?');
    }
    ascii(out, "\r\n");
  }

  private static void ascii(ByteBuf out, String text) {
    out.writeCharSequence(text, StandardCharsets.US_ASCII);
  }
}
