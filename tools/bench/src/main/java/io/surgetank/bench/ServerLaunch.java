package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Starts the server with `./surgetank serve` and its AOT cache.
record ServerLaunch(WorkFolder folder) {

  /// @param seconds until it was ready
  record Start(double seconds, long residentMegabytes) {}

  /// Builds and trains, which does not count as start-up.
  void prepare() throws IOException, InterruptedException {
    var prepare = folder.start(BenchServer.quiet(List.of("./surgetank", "build")));
    if (!prepare.waitFor(Duration.ofMinutes(5)) || prepare.exitValue() != 0)
      throw new IOException("`./surgetank build` failed");
  }

  /// Starts it, waits for `GET /health/ready` and stops it.
  Start once(ServerVariant serverVariant, Path data) throws IOException {
    Files.createDirectories(data);
    int port = BenchServer.freePort();
    var command = new ArrayList<String>(List.of("./surgetank"));
    command.addAll(BenchServer.serve(serverVariant, data, port));
    long begin = System.nanoTime();
    try (var benchServer =
        new BenchServer(folder.start(BenchServer.quiet(command)), port).awaitReady()) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      return new Start(seconds, benchServer.residentMegabytes());
    }
  }
}
