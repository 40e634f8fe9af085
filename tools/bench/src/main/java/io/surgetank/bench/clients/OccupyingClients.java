package io.surgetank.bench.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Many clients that occupy the server, on one thread. Connections that the server closes are
/// opened again.
public final class OccupyingClients implements AutoCloseable {
  /// Loopback addresses of the clients: each has its own ports.
  private static final int SOURCES = 4;

  private static final long PAUSE_MILLIS = 10;

  /// What slow clients do each second is spread over it.
  private static final int SLOTS = 50;

  private static final long SLOT_NANOS = 1_000_000_000 / SLOTS;

  private final InetSocketAddress server;
  private final Map<ClientKind, OpeningRate> rates = new EnumMap<>(ClientKind.class);
  private final List<Set<OccupyingClient>> slots =
      Stream.generate(() -> (Set<OccupyingClient>) new HashSet<OccupyingClient>())
          .limit(SLOTS)
          .toList();
  private final ByteBuffer discarded = ByteBuffer.allocateDirect(64 * 1024);
  private final Selector selector;
  private final Thread thread;
  private final CountDownLatch opened = new CountDownLatch(1);
  private int sources;
  private volatile boolean closing;
  private volatile long openings;
  private volatile int openCount;

  private OccupyingClients(InetSocketAddress server, List<ClientGroup> groups, Selector selector) {
    this.server = server;
    this.selector = selector;
    for (ClientGroup group : groups) rates.put(group.kind(), new OpeningRate(group));
    this.thread = Thread.ofPlatform().daemon().name("clients").unstarted(this::run);
  }

  public static OccupyingClients start(InetSocketAddress server, List<ClientGroup> groups)
      throws IOException {
    var clients = new OccupyingClients(server, groups, Selector.open());
    clients.thread.start();
    return clients;
  }

  /// Waits until each client has opened its first connection. False after `atMost`.
  public boolean awaitOpened(Duration atMost) throws InterruptedException {
    return opened.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The connections opened so far.
  public long openings() {
    return openings;
  }

  /// The connections that are open now.
  public int openCount() {
    return openCount;
  }

  private void run() {
    try (selector) {
      long nextDrip = System.nanoTime();
      int slot = 0;
      while (!closing) {
        selector.select(PAUSE_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) advance(key);
        selector.selectedKeys().clear();
        openDue();
        if (System.nanoTime() - nextDrip >= 0) {
          drip(slots.get(slot++ % SLOTS));
          nextDrip += SLOT_NANOS;
        }
        openCount = slots.stream().mapToInt(Set::size).sum();
      }
      for (Set<OccupyingClient> open : slots) open.forEach(OccupyingClient::close);
    } catch (IOException failed) {
      throw new UncheckedIOException("the clients failed", failed);
    }
  }

  private void advance(SelectionKey key) {
    var client = (OccupyingClient) key.attachment();
    if (!key.isValid() || client.advance(key, discarded)) return;
    for (Set<OccupyingClient> open : slots) if (open.remove(client)) rate(client.kind()).closed();
  }

  private void drip(Set<OccupyingClient> open) {
    open.removeIf(client -> {
      if (client.drip(discarded)) return false;
      rate(client.kind()).closed();
      return true;
    });
  }

  private OpeningRate rate(ClientKind kind) {
    return Objects.requireNonNull(rates.get(kind));
  }

  @SuppressWarnings({"NonAtomicOperationOnVolatileField", "NonAtomicVolatileUpdate"}) // one writer
  private void openDue() throws IOException {
    boolean complete = true;
    for (var each : rates.entrySet()) {
      for (int due = each.getValue().due(System.nanoTime()); due > 0; due--) {
        var source = new InetSocketAddress("127.0.0." + (2 + sources++ % SOURCES), 0);
        slots
            .get((int) (openings % SLOTS))
            .add(OccupyingClient.open(each.getKey(), source, server, selector));
        openings++;
      }
      complete &= each.getValue().isComplete();
    }
    if (complete) opened.countDown();
  }

  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
