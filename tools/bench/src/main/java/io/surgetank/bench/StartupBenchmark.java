package io.surgetank.bench;

import java.io.IOException;
import java.util.ArrayList;

/// The time from the command `./surgetank serve`, built and trained, to the first response.
record StartupBenchmark(WorkFolder folder) {
  private static final int RUNS = 10;

  String measure() throws IOException, InterruptedException {
    var serverLaunch = new ServerLaunch(folder);
    serverLaunch.prepare();
    var starts = new ArrayList<ServerLaunch.Start>();
    for (int run = 0; run < RUNS; run++) {
      starts.add(serverLaunch.once(ServerVariant.BUILT_IN, folder.resolve("start-" + run)));
      System.out.println(starts.getLast());
    }
    return """
    - From `./surgetank serve` to the first response: **%.2f s** (median of %d, slowest %.2f s; target: under 0.6 s).
    - Resident memory then: %.0f MB.

    A new data folder, the built-in configuration, the launcher with its trained cache; the response is that of
    `GET /health/ready`.

    """
        .formatted(
            Median.of(starts, ServerLaunch.Start::seconds),
            RUNS,
            starts.stream().mapToDouble(ServerLaunch.Start::seconds).max().orElseThrow(),
            Median.of(starts, ServerLaunch.Start::residentMegabytes));
  }
}
