package io.surgetank.http;

import io.surgetank.core.api.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The response to a request that does not reach the API: a problem document (RFC 9457) that
/// reveals no more than the status.
enum EarlyResponse {
  MALFORMED(400, "Malformed request", "The request is not well-formed HTTP/1.1."),
  PATH(400, "Malformed path", "The path has an invalid percent-encoding."),
  HOST(
      400, "Malformed Host", "HTTP/1.1 requires one Host header with a host and an optional port."),
  FRAMING(400, "Ambiguous body", "The length of the body cannot be determined."),
  CHUNKS(400, "Malformed chunks", "The chunked body is not well-formed."),
  PLAIN_HTTP(400, "HTTPS required", "This port accepts HTTPS only. Use https:// in the URL."),
  VERSION(400, "Unsupported version", "This server supports HTTP/1.1 and HTTP/1.0."),
  CERTIFICATE(
      403,
      "Client certificate required",
      "This server requires a client certificate of an authority that its operator chose."),
  SLOW(408, "Request timeout", "The request took too long to arrive."),
  TOO_LARGE(413, "Content too large", "The body is larger than this path allows."),
  TARGET(414, "URI too long", "The request line is too long."),
  EXPECTATION(417, "Expectation failed", "The only supported expectation is 100-continue."),
  MISDIRECTED(
      421,
      "Misdirected request",
      "The Host header is not an allowed host. Add it with --allowed-host."),
  HEADERS(431, "Request header fields too large", "The header fields are too large or too many."),
  BROKEN(500, "Internal error", "An unexpected error occurred."),
  BUSY(
      503,
      "Service unavailable",
      "Too many requests are running; retry after the time in Retry-After."),
  MEMORY(
      503,
      "Service unavailable",
      "Requests under way use all memory; retry after the time in Retry-After.");

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
