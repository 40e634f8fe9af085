package io.surgetank.cli.command;

import io.surgetank.cli.log.LogSettings;
import java.nio.file.Path;
import java.util.List;

/// What a server is started with.
///
/// @param port 0 means any free one
/// @param classpath jars and folders with handlers of the user's
/// @param allowedHosts names besides its own by which a server on loopback is addressed
public record ServeSettings(
    String host,
    int port,
    Path data,
    ConfigSource descriptor,
    List<Path> classpath,
    LogSettings log,
    List<String> allowedHosts) {
  public ServeSettings {
    classpath = List.copyOf(classpath);
    allowedHosts = List.copyOf(allowedHosts);
  }

  public ServeSettings(
      String host,
      int port,
      Path data,
      ConfigSource descriptor,
      List<Path> classpath,
      LogSettings log) {
    this(host, port, data, descriptor, classpath, log, List.of());
  }
}
