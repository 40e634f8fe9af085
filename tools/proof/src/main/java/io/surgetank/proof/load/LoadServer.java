package io.surgetank.proof.load;

import io.surgetank.proof.server.ServerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The server that a load is sent to.
public final class LoadServer {
  /// Longer than any run: the final check reads all jobs.
  private static final Duration KEEP = Duration.ofDays(30);

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
        LoadConfiguration.write(folder.resolve("config"), history(folder), KEEP),
        folder.resolve("server.log"),
        aotCache,
        List.of("-Xmx256m"));
  }
}
