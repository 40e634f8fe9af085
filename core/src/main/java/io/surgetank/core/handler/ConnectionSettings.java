package io.surgetank.core.handler;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// How connections to a target are made. Requests with equal settings may share connections.
///
/// @param tls the trusted authorities and the client's certificate; empty: the JDK's authorities,
///   and no certificate
public record ConnectionSettings(AllowedAddresses addresses, Optional<SSLContext> tls) {
  /// Without anything configured.
  public static ConnectionSettings of(URI target) {
    return new ConnectionSettings(AllowedAddresses.of(target, List.of()), Optional.empty());
  }
}
