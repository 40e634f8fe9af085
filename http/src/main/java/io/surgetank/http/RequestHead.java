package io.surgetank.http;

import io.surgetank.core.api.Client;
import io.surgetank.core.api.Request;
import java.util.Locale;
import java.util.Optional;

/// A well-formed request line and header fields.
///
/// @param request without its body
record RequestHead(Request request, HttpVersion version, Framing framing) {

  /// Whether the client keeps the connection for another request (RFC 9112, 9.3).
  boolean keepsAlive() {
    return version == HttpVersion.HTTP_1_1 ? !hasOption("close") : hasOption("keep-alive");
  }

  private boolean hasOption(String option) {
    for (String value : request.headers("connection"))
      for (String each : value.split(",", -1))
        if (each.strip().toLowerCase(Locale.ROOT).equals(option)) return true;
    return false;
  }

  /// A client of HTTP/1.0 does not understand an interim response (RFC 9110, 10.1.1).
  boolean expectsContinue() {
    return version == HttpVersion.HTTP_1_1
        && request.header("expect").filter(RequestHead::isContinue).isPresent();
  }

  boolean expectsSomethingElse() {
    Optional<String> expectation = request.header("expect");
    return expectation.isPresent() && !isContinue(expectation.get());
  }

  private static boolean isContinue(String expectation) {
    return expectation.equalsIgnoreCase("100-continue");
  }

  boolean isHead() {
    return request.method().equals("HEAD");
  }

  Request with(byte[] body) {
    return request.withBody(body);
  }

  RequestHead from(Client client) {
    return new RequestHead(request.from(client), version, framing);
  }
}
