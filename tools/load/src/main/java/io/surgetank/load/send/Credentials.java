package io.surgetank.load.send;

import java.net.http.HttpRequest;

/// What a server requires with each request.
///
/// @param token sent as a bearer token; empty: none
public record Credentials(String token) {
  public static final Credentials NONE = new Credentials("");

  HttpRequest.Builder addTo(HttpRequest.Builder request) {
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  /// Without the secret.
  @Override
  public String toString() {
    return token.isEmpty() ? "none" : "a token";
  }
}
