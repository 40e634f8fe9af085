package io.surgetank.cli.command;

import io.surgetank.cli.log.LogSettings;
import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.http.proxy.ProxySettings;
import java.nio.file.Path;
import java.util.List;

/// Settings of a server.
///
/// @param port 0 for any free port
/// @param classpath jars and folders with the user's handlers
/// @param allowedHosts further host names accepted by a server on loopback
/// @param proxies the reverse proxies in front of the server
public record ServeSettings(
    String host,
    int port,
    Path data,
    ConfigurationChoice configuration,
    List<Path> classpath,
    LogSettings log,
    List<String> allowedHosts,
    MissingStore missingStore,
    AnonymousAccess anonymousAccess,
    TlsChoice tls,
    ProxySettings proxies) {
  public ServeSettings {
    classpath = List.copyOf(classpath);
    allowedHosts = List.copyOf(allowedHosts);
  }

  public ServeSettings(
      String host,
      int port,
      Path data,
      ConfigurationChoice configuration,
      List<Path> classpath,
      LogSettings log) {
    this(
        host,
        port,
        data,
        configuration,
        classpath,
        log,
        List.of(),
        MissingStore.CREATE,
        AnonymousAccess.UNTIL_FIRST_KEY,
        new TlsChoice.Off(),
        ProxySettings.NONE);
  }
}
