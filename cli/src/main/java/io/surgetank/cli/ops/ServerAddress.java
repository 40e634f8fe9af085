package io.surgetank.cli.ops;

import io.surgetank.cli.datadir.ServerFiles;
import java.util.Optional;

/// The URL of a server and the operator token.
public record ServerAddress(String url, String token) {
  public ServerAddress {
    url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// The address that the folder's server announced, if any.
  public static Optional<ServerAddress> announcedIn(ServerFiles folder) {
    return folder
        .server()
        .flatMap(server -> folder.token().map(token -> new ServerAddress(server.url(), token)));
  }
}
