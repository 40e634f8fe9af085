package io.surgetank.load.send;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/// The base URL of a server.
public record ServerUrl(URI base) {

  /// Parses a URL such as `http://127.0.0.1:8080`. Throws [IllegalArgumentException].
  public static ServerUrl parse(String url) {
    URI uri = URI.create(url.strip());
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null)
      throw new IllegalArgumentException(
          "invalid server URL '" + url + "': use, for example, http://127.0.0.1:8080");
    return new ServerUrl(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
  }

  /// The path of a URL; empty if it has none.
  public static String pathOf(String url) {
    String path = URI.create(url.strip()).getRawPath();
    return path == null || path.equals("/") ? "" : path;
  }

  /// The URL of a path. Throws [IllegalArgumentException] if it is on another server.
  public URI at(String path) {
    return URI.create(base + pathOnServer(path).orElseThrow(() -> notOnServer(path)));
  }

  /// The path of a URL in a response. Empty if it is on another server: those are not called.
  public Optional<String> pathOnServer(String url) {
    try {
      URI resolved = base.resolve(url);
      boolean isSame =
          base.getScheme().equals(resolved.getScheme())
              && base.getRawAuthority().equals(resolved.getRawAuthority());
      if (!isSame || resolved.getRawPath().isEmpty()) return Optional.empty();
      String query = resolved.getRawQuery();
      return Optional.of(
          query == null ? resolved.getRawPath() : resolved.getRawPath() + "?" + query);
    } catch (IllegalArgumentException invalid) {
      return Optional.empty();
    }
  }

  private IllegalArgumentException notOnServer(String path) {
    return new IllegalArgumentException(path + " is not a path on " + base);
  }

  /// Whether all addresses of its host are loopback.
  public boolean isLocal() {
    try {
      for (InetAddress address : InetAddress.getAllByName(base.getHost()))
        if (!address.isLoopbackAddress()) return false;
      return true;
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
