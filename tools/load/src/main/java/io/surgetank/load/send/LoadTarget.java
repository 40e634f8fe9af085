package io.surgetank.load.send;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/// A server: its scheme, host and port.
public record LoadTarget(URI base) {

  /// Reads an address such as `http://127.0.0.1:8080`. Throws [IllegalArgumentException] with a
  /// sentence when it is none.
  public static LoadTarget parse(String url) {
    URI uri = URI.create(url.strip());
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null)
      throw new IllegalArgumentException(
          url + " is no address of a server; write http://127.0.0.1:8080");
    return new LoadTarget(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
  }

  /// The path that the address itself names; empty when it names none.
  public static String pathOf(String url) {
    String path = URI.create(url.strip()).getRawPath();
    return path == null || path.equals("/") ? "" : path;
  }

  /// The address of a path here. Throws [IllegalArgumentException] when the path leads elsewhere.
  public URI at(String path) {
    return URI.create(base + pathHere(path).orElseThrow(() -> elsewhere(path)));
  }

  /// The path of an address that the server gave out. Empty when it leads to another server, which
  /// nobody said may be asked.
  public Optional<String> pathHere(String address) {
    try {
      URI there = base.resolve(address);
      boolean here =
          base.getScheme().equals(there.getScheme())
              && base.getRawAuthority().equals(there.getRawAuthority());
      if (!here || there.getRawPath().isEmpty()) return Optional.empty();
      String query = there.getRawQuery();
      return Optional.of(query == null ? there.getRawPath() : there.getRawPath() + "?" + query);
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private IllegalArgumentException elsewhere(String path) {
    return new IllegalArgumentException(path + " is no path at " + base);
  }

  /// Whether it is this machine, by every address that its name has.
  public boolean isHere() {
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
