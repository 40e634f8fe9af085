package io.surgetank.cli.ops;

import io.surgetank.cli.datadir.ServerFiles;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/// The URL of a server and the operator token.
///
/// @param trust the certificates that the server may have
public record ServerAddress(String url, String token, SSLContext trust) {
  public ServerAddress {
    url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// The address that the folder's server announced, if any.
  public static Optional<ServerAddress> announcedIn(
      ServerFiles folder, Function<ServerFiles.RunningServer, SSLContext> trust) {
    return folder
        .server()
        .flatMap(server ->
            folder
                .token()
                .map(token -> new ServerAddress(server.url(), token, trust.apply(server))));
  }
}
