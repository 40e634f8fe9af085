package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// From the command `./surgetank serve`, built and trained, to the first reply.
record StartUp(WorkFolder folder) {
  private static final int RUNS = 10;

  private record Start(double seconds, long residentMegabytes) {}

  String measure() throws IOException, InterruptedException {
    // Builds and trains what is not: not part of a start.
    var prepare = folder.start(Server.quiet(List.of("./surgetank", "version")));
    if (!prepare.waitFor(Duration.ofMinutes(5)) || prepare.exitValue() != 0)
      throw new IOException("`./surgetank version` did not end well");
    var starts = new ArrayList<Start>();
    for (int run = 0; run < RUNS; run++) {
      starts.add(start(run));
      System.out.println(starts.getLast());
    }
    return """
        - From `./surgetank serve` to the first reply: **%.2f s** (median of %d, slowest %.2f s; aim: under 1 s).
        - Resident memory then: %.0f MB.

        A fresh data folder, the built-in descriptor, the launcher with its trained cache; the reply is `GET /health/ready`.

        """
        .formatted(
            Median.of(starts, Start::seconds),
            RUNS,
            starts.stream().mapToDouble(Start::seconds).max().orElseThrow(),
            Median.of(starts, Start::residentMegabytes));
  }

  private Start start(int run) throws IOException {
    var data = Files.createDirectories(folder.resolve("start-" + run));
    int port = Server.freePort();
    var command = new ArrayList<String>(List.of("./surgetank"));
    command.addAll(Server.serve(Target.BUILT_IN, data, port));
    long begin = System.nanoTime();
    try (var server = new Server(folder.start(Server.quiet(command)), port).ready()) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      return new Start(seconds, server.residentMegabytes());
    }
  }
}
