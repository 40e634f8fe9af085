package io.surgetank.local.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A received request.
///
/// @param path as sent, without the query
/// @param headers names in lower case
record HttpApiRequest(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] body,
    Origin origin) {
  /// @param requestId the id that API Gateway assigns
  record Origin(String ip, String protocol, String requestId, Instant at) {}

  /// All values of a header, joined as payload 2.0 joins them.
  Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }
}
