package io.surgetank.cli.ops;

import io.surgetank.cli.datadir.DataFolder;
import java.util.Optional;

/// Where a server is and how it knows us.
public record ServerAddress(String url, String token) {
  public ServerAddress {
    url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// The address that the folder's server announced. Empty when none did.
  public static Optional<ServerAddress> announcedIn(DataFolder folder) {
    return folder
        .server()
        .flatMap(server -> folder.token().map(token -> new ServerAddress(server.url(), token)));
  }
}
