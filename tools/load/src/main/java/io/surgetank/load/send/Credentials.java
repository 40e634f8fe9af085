package io.surgetank.load.send;

import java.net.http.HttpRequest;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// What a server requires of its clients.
///
/// @param token sent as a bearer token; empty: none
/// @param tls the client's certificate and the servers it trusts; empty: no certificate, and the
///   public authorities
public record Credentials(String token, Optional<SSLContext> tls) {
  public static final Credentials NONE = new Credentials("", Optional.empty());

  HttpRequest.Builder addTo(HttpRequest.Builder request) {
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  /// Without the secret.
  @Override
  public String toString() {
    return token.isEmpty() ? "none" : "a token";
  }
}
