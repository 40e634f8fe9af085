package io.surgetank.bench;

import io.surgetank.bench.clients.Latencies;
import java.util.List;

/// The section of the page.
record IsolationText(List<IsolationResult> results) {
  private static final double MAX_BUSY_RATIO = 2;
  private static final double MAX_POST_MILLIS = 50;
  private static final double MAX_LIVE_MILLIS = 100;

  String section() {
    var idlePost = Latencies.all(results.stream().map(result -> result.idle().post()).toList());
    var idleLive = Latencies.all(results.stream().map(result -> result.idle().live()).toList());
    double idle = idlePost.percentile(0.99);
    var text = new StringBuilder();
    for (IsolationResult result : results) text.append(bound(result, idle));
    text.append(
        "\n"
            + "| beside | `POST` p50 ms | p99 ms | p99 relative to idle | max ms | `/health/live`"
            + " p50 ms | p99 ms | max ms | failed | |\n");
    text.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n");
    text.append(row("nothing (the four servers together)", idlePost, idleLive, idle, ""));
    for (IsolationResult result : results)
      text.append(
          row(
              result.load().label,
              result.loaded().post(),
              result.loaded().live(),
              idle,
              result.remark()));
    return text.append(NOTE).toString();
  }

  private static String bound(IsolationResult result, double idle) {
    double p99 = result.loaded().post().percentile(0.99);
    if (result.load() == IsolationLoad.BUSY_HANDLERS)
      return "- Beside %s: `POST` p99 **%.1f times** that of the idle server (target: at most %.0f), `/health/live` at most **%.1f ms** (target: under %.0f ms).%n"
          .formatted(
              result.load().label,
              p99 / idle,
              MAX_BUSY_RATIO,
              result.loaded().live().max(),
              MAX_LIVE_MILLIS);
    return "- Beside %s: `POST` p99 **%.1f ms** (target: under %.0f ms).%n"
        .formatted(result.load().label, p99, MAX_POST_MILLIS);
  }

  private static String row(
      String what, Latencies post, Latencies live, double idle, String remark) {
    return "| %s | %.1f | %.1f | **%.1f** | %.1f | %.1f | %.1f | %.1f | %d | %s |%n"
        .formatted(
            what,
            post.percentile(0.5),
            post.percentile(0.99),
            post.percentile(0.99) / idle,
            post.max(),
            live.percentile(0.5),
            live.percentile(0.99),
            live.max(),
            post.failed() + live.failed(),
            remark);
  }

  private static final String NOTE =
      """

      One client sends %d `POST` and %d `GET /health/live` per second at fixed times, whether or not earlier ones were
      answered; a latency counts from the time at which the request should have been sent. Every second request uses a new
      connection. The heap and the log level are those of `./surgetank serve`. Connections that the server closes are
      opened again, up to 100 of each kind per second, and 50 per second with a body. The server keeps at most 10,000
      connections open, closes half a head after 10 s, and gives held bodies at most 96 MB.

      """
          .formatted(IsolationServer.POSTS_PER_SECOND, IsolationServer.HEALTH_CHECKS_PER_SECOND);
}
