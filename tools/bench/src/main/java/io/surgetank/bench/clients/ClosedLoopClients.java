package io.surgetank.bench.clients;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Clients that send their next request when the previous one has been answered, each on its own
/// connection. One thread.
public final class ClosedLoopClients {
  /// For responses after the last request.
  private static final Duration LAST_RESPONSE = Duration.ofSeconds(30);

  private static final long POLL_MILLIS = 10;

  private final InetSocketAddress server;
  private final Map<MeasuredConnection, Sent> active = new HashMap<>();

  private ClosedLoopClients(InetSocketAddress server) {
    this.server = server;
  }

  private record Sent(Client client, long nanos) {}

  /// One client.
  public interface Client {
    /// The first request of a connection.
    byte[] first();

    /// The request that follows a response.
    ///
    /// @param millis the latency of that response
    byte[] next(ReceivedResponse response, double millis);

    /// The connection was broken, or there was no response. A new connection follows.
    void failed();
  }

  /// Runs the clients for this time, then waits for the last responses.
  public static void run(InetSocketAddress server, List<? extends Client> clients, Duration time)
      throws IOException {
    var loop = new ClosedLoopClients(server);
    try (var selector = Selector.open()) {
      loop.run(selector, clients, time);
    } finally {
      loop.active.keySet().forEach(MeasuredConnection::close);
    }
  }

  private void run(Selector selector, List<? extends Client> clients, Duration time)
      throws IOException {
    long start = System.nanoTime();
    for (Client client : clients) open(selector, client);
    long elapsed = 0;
    while (!active.isEmpty() && elapsed < time.plus(LAST_RESPONSE).toNanos()) {
      selector.select(POLL_MILLIS);
      for (SelectionKey key : selector.selectedKeys())
        if (key.isValid())
          advance(selector, (MeasuredConnection) key.attachment(), time.toNanos() - elapsed);
      selector.selectedKeys().clear();
      elapsed = System.nanoTime() - start;
    }
    active.values().forEach(sent -> sent.client().failed());
  }

  private void open(Selector selector, Client client) throws IOException {
    MeasuredConnection connection = MeasuredConnection.open(server, selector);
    send(connection, client, client.first());
  }

  private void send(MeasuredConnection connection, Client client, byte[] request)
      throws IOException {
    active.put(connection, new Sent(client, System.nanoTime()));
    connection.send(request);
  }

  private void advance(Selector selector, MeasuredConnection connection, long remainingNanos)
      throws IOException {
    Sent sent = active.get(connection);
    if (sent == null) return;
    Client client = sent.client();
    try {
      Optional<ReceivedResponse> response = connection.advance();
      if (response.isEmpty()) return;
      byte[] next = client.next(response.get(), (System.nanoTime() - sent.nanos()) / 1e6);
      if (remainingNanos > 0 && response.get().keepsConnection()) {
        send(connection, client, next);
        return;
      }
    } catch (IOException broken) {
      client.failed();
    }
    active.remove(connection);
    connection.close();
    if (remainingNanos > 0) open(selector, client);
  }
}
