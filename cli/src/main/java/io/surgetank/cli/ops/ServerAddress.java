package io.surgetank.cli.ops;

import io.surgetank.cli.datadir.ServerFiles;
import io.surgetank.http.tls.ClientTrust;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// The URL of a server and the operator token.
///
/// @param trust the certificates that the server may have
public record ServerAddress(String url, String token, SSLContext trust) {
  public ServerAddress {
    url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// The address that the folder's server announced, if any. Throws [java.io.UncheckedIOException]
  /// or [IllegalArgumentException] with a message for the user if its certificate cannot be read.
  public static Optional<ServerAddress> announcedIn(ServerFiles folder) {
    return folder
        .server()
        .flatMap(server ->
            folder
                .token()
                .map(token -> new ServerAddress(server.url(), token, trust(server.certificate()))));
  }

  private static SSLContext trust(String certificate) {
    return certificate.isEmpty()
        ? ClientTrust.publicAuthorities()
        : ClientTrust.exactly(Path.of(certificate));
  }
}
