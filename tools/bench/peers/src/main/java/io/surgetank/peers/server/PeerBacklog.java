package io.surgetank.peers.server;

import io.surgetank.core.job.JobIds;
import io.surgetank.peers.job.Order;
import io.surgetank.peers.job.Peer;
import java.time.Duration;
import java.util.ArrayList;

/// Creates a backlog before the server starts.
record PeerBacklog(Peer peer, JobIds ids) {
  private static final int GROUP = 1_000;

  /// Returns the number of orders.
  long fill(long orders, Duration maxTime) {
    long start = System.nanoTime();
    long done = 0;
    while (done < orders && System.nanoTime() - start < maxTime.toNanos()) {
      var group = new ArrayList<Order>(GROUP);
      for (int i = 0; i < Math.min(GROUP, orders - done); i++) group.add(order(done + i));
      peer.fill(group);
      done += group.size();
    }
    if (done > 0)
      System.out.printf("%,d orders in %.1f s%n", done, (System.nanoTime() - start) / 1e9);
    return done;
  }

  private Order order(long number) {
    String head = "{\"productId\":\"fill-%09d\",\"quantity\":3,\"note\":\"".formatted(number);
    String tail = "\",\"customerEmail\":\"someone@example.com\",\"unitPrice\":100.00}";
    String payload = head + "x".repeat(300 - head.length() - tail.length()) + tail;
    return new Order(ids.next().value(), payload);
  }
}
