package io.surgetank.core.api;

/// Conditional requests: no body for a client that has the current version (RFC 9110, 13.1.2).
final class Preconditions {
  private Preconditions() {}

  /// Whether the client's `If-None-Match` names this entity tag, weakly compared.
  static boolean has(Request request, String etag) {
    for (String value : request.headers("if-none-match"))
      for (String tag : value.split(",", -1)) {
        String stripped = tag.strip();
        if (stripped.equals("*") || stripped.equals(etag) || stripped.equals("W/" + etag))
          return true;
      }
    return false;
  }
}
