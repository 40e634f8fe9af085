package io.surgetank.core.api;

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
public record Request(
    String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
  /// The header's first value.
  public Optional<String> header(String lowerCaseName) {
    List<String> values = headers(lowerCaseName);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  public List<String> headers(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of());
  }
}
