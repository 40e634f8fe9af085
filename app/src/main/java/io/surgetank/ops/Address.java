package io.surgetank.ops;

import io.surgetank.home.DataFolder;
import java.util.Optional;

/// Where a server is and how it knows us.
public record Address(String url, String token) {
  public Address {
    url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// The address that the folder's server announced. Empty when none did.
  public static Optional<Address> announcedIn(DataFolder folder) {
    return folder
        .server()
        .flatMap(server -> folder.token().map(token -> new Address(server.url(), token)));
  }
}
