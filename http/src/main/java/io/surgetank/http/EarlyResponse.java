package io.surgetank.http;

import io.surgetank.core.api.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is answered when a request does not reach the API: a problem document (RFC 9457) that says
/// no more than the status does.
enum EarlyResponse {
  MALFORMED(400, "Malformed request", "The request is not well-formed HTTP/1.1."),
  PATH(400, "Malformed path", "The path has a malformed percent-encoding."),
  HOST(400, "Malformed Host", "HTTP/1.1 needs one Host header with a host and an optional port."),
  FRAMING(400, "Ambiguous body", "Where the body ends cannot be determined."),
  CHUNKS(400, "Malformed chunks", "The chunked body is not well-formed."),
  VERSION(400, "Unsupported version", "This server speaks HTTP/1.1 and HTTP/1.0."),
  SLOW(408, "Request timeout", "The request took too long to arrive."),
  TOO_LARGE(413, "Content too large", "The body is larger than this path takes."),
  TARGET(414, "URI too long", "The request line is too long."),
  EXPECTATION(417, "Expectation failed", "The only expectation that can be met is 100-continue."),
  MISDIRECTED(
      421,
      "Misdirected request",
      "This server is not known by that Host. Name it with --allowed-host."),
  HEADERS(431, "Request header fields too large", "The header fields are too large or too many."),
  BROKEN(500, "Internal error", "An unexpected error occurred."),
  BUSY(503, "Too busy", "Too many requests are running; try again after the wait."),
  MEMORY(503, "Too busy", "Requests under way use all memory; try again after the wait.");

  private final int status;
  private final String title;
  private final String detail;

  EarlyResponse(int status, String title, String detail) {
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  int status() {
    return status;
  }

  Response response() {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/problem+json");
    headers.put("Cache-Control", "no-store");
    if (status == 503) headers.put("Retry-After", "1");
    String body =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(title, status, detail);
    return new Response(status, Map.copyOf(headers), body.getBytes(StandardCharsets.UTF_8));
  }
}
