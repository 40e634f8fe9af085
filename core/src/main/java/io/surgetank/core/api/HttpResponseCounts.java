package io.surgetank.core.api;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// Responses of this process since its start, by status class.
final class HttpResponseCounts {
  private static final int CLASSES = 5;

  private final LongAdder[] byClass =
      Stream.generate(LongAdder::new).limit(CLASSES).toArray(LongAdder[]::new);

  Response counted(Response response) {
    count(response.status());
    return response;
  }

  void count(int status) {
    byClass[Math.clamp(status / 100 - 1, 0, CLASSES - 1)].increment();
  }

  /// Adds the counts in Prometheus' text format.
  void describe(StringBuilder text) {
    text.append("# HELP surgetank_http_responses_total")
        .append(" HTTP responses of this process, including refusals by the server.\n")
        .append("# TYPE surgetank_http_responses_total counter\n");
    for (int at = 1; at < CLASSES; at++)
      text.append("surgetank_http_responses_total{class=\"")
          .append(at + 1)
          .append("xx\"} ")
          .append(byClass[at].sum())
          .append('\n');
  }
}
