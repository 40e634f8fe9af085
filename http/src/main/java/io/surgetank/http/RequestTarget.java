package io.surgetank.http;

import java.util.Locale;
import java.util.Optional;

/// The request target, in the forms of RFC 9112, 3.2.
///
/// @param authority empty unless the target has the absolute form
/// @param rawPath still percent-encoded, without the query
record RequestTarget(String authority, String rawPath, String query) {

  /// Empty unless the target has a form that an origin server answers.
  static Optional<RequestTarget> of(String text, String method) {
    if (text.startsWith("/")) return Optional.of(split("", text));
    // A question about the whole server, which the index answers.
    if (text.equals("*") && method.equals("OPTIONS"))
      return Optional.of(new RequestTarget("", "/", ""));
    return absolute(text);
  }

  private static Optional<RequestTarget> absolute(String text) {
    int from = text.indexOf("://") + 3;
    String scheme = from < 3 ? "" : text.substring(0, from - 3).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) return Optional.empty();
    int to = from;
    while (to < text.length() && "/?#".indexOf(text.charAt(to)) < 0) to++;
    String authority = text.substring(from, to);
    if (authority.isEmpty() || !AllowedHosts.isWellFormed(authority)) return Optional.empty();
    String rest = text.substring(to);
    return Optional.of(split(authority, rest.startsWith("/") ? rest : "/" + rest));
  }

  private static RequestTarget split(String authority, String pathAndQuery) {
    int fragment = pathAndQuery.indexOf('#');
    String text = fragment < 0 ? pathAndQuery : pathAndQuery.substring(0, fragment);
    int query = text.indexOf('?');
    return query < 0
        ? new RequestTarget(authority, text, "")
        : new RequestTarget(authority, text.substring(0, query), text.substring(query + 1));
  }
}
