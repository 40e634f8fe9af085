package io.surgetank.peers.grouped;

import io.surgetank.peers.job.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// Orders that wait for a commit.
final class WriteQueue {
  record Entry(Order order, CompletableFuture<Void> durable) {}

  private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();

  /// Returns when the order is durable.
  void put(Order order) {
    var entry = new Entry(order, new CompletableFuture<>());
    entries.add(entry);
    var _ = entry.durable.join();
  }

  /// Up to a group of waiting orders, at least one.
  List<Entry> take() throws InterruptedException {
    var group = new ArrayList<Entry>();
    group.add(entries.take());
    var _ = entries.drainTo(group, GroupedPeer.GROUP - 1);
    return group;
  }
}
