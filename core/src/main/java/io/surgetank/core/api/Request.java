package io.surgetank.core.api;

import io.surgetank.core.access.Principal;
import io.surgetank.core.intake.SubmissionSource;
import io.surgetank.core.job.Trace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A complete HTTP request.
///
/// @param method unchanged; methods are case-sensitive (RFC 9110, 9.1)
/// @param path percent-decoded, without the query
/// @param query the raw query string, without `?`; may be empty
/// @param headers by lower-case name, values in the order received
/// @param body as read by the server, which limits its size
/// @param principal who sent it; anonymous until [Api] has authenticated it
/// @param client where it came from
public record Request(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] body,
    Principal principal,
    Client client) {

  public Request(
      String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    this(method, path, query, headers, body, Principal.ANONYMOUS, Client.UNKNOWN);
  }

  /// The header's first value.
  public Optional<String> header(String lowerCaseName) {
    List<String> values = headers(lowerCaseName);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  public List<String> headers(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of());
  }

  /// Of the submissions in the body.
  SubmissionSource source() {
    return new SubmissionSource(principal, header("traceparent").flatMap(Trace::parse));
  }

  Request by(Principal authenticated) {
    return new Request(method, path, query, headers, body, authenticated, client);
  }

  public Request from(Client known) {
    return new Request(method, path, query, headers, body, principal, known);
  }

  public Request withBody(byte[] read) {
    return new Request(method, path, query, headers, read, principal, client);
  }
}
