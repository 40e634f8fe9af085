package io.surgetank.proof.load;

import io.surgetank.proof.server.ServerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The server that a load is sent to.
public final class LoadServer {
  private LoadServer() {}

  /// The file to which its handlers and the clients append.
  public static Path history(Path folder) {
    return folder.resolve("history");
  }

  /// Writes its configuration.
  ///
  /// @param folder for the data, the configuration, the history and the server's output
  public static ServerSetup setup(Path folder, Optional<Path> aotCache) throws IOException {
    return new ServerSetup(
        folder.resolve("data"),
        LoadConfiguration.write(folder.resolve("config"), history(folder)),
        folder.resolve("server.log"),
        aotCache,
        List.of("-Xmx256m"));
  }
}
