package io.surgetank.server;

import io.surgetank.api.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is answered when a request does not reach the API: a problem document (RFC 9457) that says
/// no more than the status does.
enum Refusal {
  MALFORMED(400, "Malformed request", "The request is not well-formed HTTP."),
  PATH(400, "Malformed path", "The path has a malformed percent-encoding."),
  FRAMING(400, "Ambiguous body", "Where the body ends cannot be told for certain."),
  SLOW(408, "Request timeout", "The body took too long to arrive."),
  TOO_LARGE(413, "Content too large", "The body is larger than any request may be."),
  HEADERS(431, "Request header fields too large", "The request line or the headers are too large."),
  UNSUPPORTED(501, "Not supported", "This is not a version or a use of HTTP that is served here."),
  BROKEN(500, "Internal error", "Something unexpected went wrong; nothing more is known here."),
  BUSY(503, "Too busy", "Too many requests are running; try again after the wait.");

  private final int status;
  private final String title;
  private final String detail;

  Refusal(int status, String title, String detail) {
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  Response response() {
    return response(status);
  }

  /// The same words under a neighbouring status, such as 414 for 431.
  Response response(int status) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/problem+json");
    headers.put("Cache-Control", "no-store");
    if (this == BUSY) headers.put("Retry-After", "1");
    String body =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(title, status, detail);
    return new Response(status, Map.copyOf(headers), body.getBytes(StandardCharsets.UTF_8));
  }

  /// The refusal for a status that the HTTP library came to on its own.
  static Refusal forStatus(int status) {
    return switch (status) {
      case 408 -> SLOW;
      case 413 -> TOO_LARGE;
      case 414, 431 -> HEADERS;
      case 503 -> BUSY;
      case 501, 505 -> UNSUPPORTED;
      default -> status >= 500 ? BROKEN : MALFORMED;
    };
  }
}
