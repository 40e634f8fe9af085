package io.surgetank.command;

import io.surgetank.log.LogSettings;
import java.nio.file.Path;
import java.util.List;

/// What a server is started with.
///
/// @param port 0 means any free one
/// @param classpath jars and folders with handlers of the user's
public record ServeSettings(
    String host,
    int port,
    Path data,
    DescriptorSource descriptor,
    List<Path> classpath,
    LogSettings log) {
  public ServeSettings {
    classpath = List.copyOf(classpath);
  }
}
