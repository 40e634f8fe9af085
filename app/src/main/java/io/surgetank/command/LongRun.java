package io.surgetank.command;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/// What the commands have in common that run until they are told to stop.
final class LongRun {
  private LongRun() {}

  /// Waits for Ctrl-C or SIGTERM, and then for `stop`.
  static int untilStopped(Runnable stop) throws InterruptedException {
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  stop.run();
                  stopped.countDown();
                }));
    stopped.await();
    return Exit.OK;
  }

  static int refused(List<String> faults) {
    faults.forEach(System.err::println);
    return Exit.FAILED;
  }

  /// A line for each pipeline.
  static String routes(List<Installation.Route> routes) {
    var text = new StringBuilder();
    for (Installation.Route route : routes)
      text.append("  POST %-16s %s%n".formatted(route.path(), route.pipeline()));
    return text.toString();
  }

  /// A line for the shell that submits a job; empty without a pipeline.
  static String curl(String url, List<Installation.Route> routes) {
    if (routes.isEmpty()) return "";
    var route = routes.getFirst();
    return "Try:  curl -i "
        + url
        + route.path()
        + " -H 'Content-Type: application/json' -d '"
        + route.example().replace("'", "'\\''")
        + "'\n";
  }
}
