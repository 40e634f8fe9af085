package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The server as a user starts it: `./surgetank serve`, with its trained cache.
record ServerLaunch(WorkFolder folder) {

  /// How long until it answered, and what it had in memory then.
  record Start(double seconds, long residentMegabytes) {}

  /// Builds and trains what is not yet: no part of a start.
  void prepare() throws IOException, InterruptedException {
    var prepare = folder.start(BenchServer.quiet(List.of("./surgetank", "build")));
    if (!prepare.waitFor(Duration.ofMinutes(5)) || prepare.exitValue() != 0)
      throw new IOException("`./surgetank build` did not end well");
  }

  /// Starts it, waits for `GET /health/ready` and stops it.
  Start once(ServerVariant serverVariant, Path data) throws IOException {
    Files.createDirectories(data);
    int port = BenchServer.freePort();
    var command = new ArrayList<String>(List.of("./surgetank"));
    command.addAll(BenchServer.serve(serverVariant, data, port));
    long begin = System.nanoTime();
    try (var benchServer =
        new BenchServer(folder.start(BenchServer.quiet(command)), port).ready()) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      return new Start(seconds, benchServer.residentMegabytes());
    }
  }
}
