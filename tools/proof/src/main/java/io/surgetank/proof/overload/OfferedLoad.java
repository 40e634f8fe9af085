package io.surgetank.proof.overload;

import io.surgetank.bench.clients.OpenLoop;
import io.surgetank.bench.clients.RequestSchedule;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// Submissions at fixed times, whether or not earlier ones were answered.
///
/// @param ordersPerSecond to the pipeline that its handlers limit
/// @param limitedPerSecond to the pipeline that its rate limits
record OfferedLoad(int ordersPerSecond, int limitedPerSecond) {
  static final String ORDER =
      "{\"productId\":\"overload\",\"quantity\":3,\"customerEmail\":\"someone@example.com\",\"unitPrice\":100.00}";

  OfferedLoad times(int factor) {
    return new OfferedLoad(ordersPerSecond * factor, limitedPerSecond * factor);
  }

  /// @param percent of this load
  OfferedLoad share(int percent) {
    return new OfferedLoad(
        Math.max(1, ordersPerSecond * percent / 100),
        Math.max(1, limitedPerSecond * percent / 100));
  }

  void send(
      InetSocketAddress server,
      SubmissionRecorder orders,
      SubmissionRecorder limited,
      Duration time)
      throws IOException {
    var schedules =
        List.of(
            RequestSchedule.post(OverloadServer.ORDERS, ORDER, ordersPerSecond).onKeptConnections(),
            RequestSchedule.post(OverloadServer.LIMITED, ORDER, limitedPerSecond)
                .onKeptConnections());
    OpenLoop.run(server, schedules, List.of(orders, limited), time);
  }
}
