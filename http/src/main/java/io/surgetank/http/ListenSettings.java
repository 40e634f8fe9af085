package io.surgetank.http;

import java.util.List;
import java.util.Locale;

/// Where the server listens and which host names it accepts.
///
/// @param port 0 means any free one
/// @param allowedHosts additional host names for a server that listens on loopback only
public record ListenSettings(String host, int port, List<String> allowedHosts) {
  public ListenSettings {
    if (port < 0 || port > 65_535) throw new IllegalArgumentException("a port is 0 to 65535");
    allowedHosts = allowedHosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  public ListenSettings(String host, int port) {
    this(host, port, List.of());
  }
}
