package io.surgetank.bench.clients;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.Map;

/// One connection that occupies the server.
final class OccupyingClient {
  private static final byte[] DRIP = {'x'};

  /// Of slow readers, per second.
  private static final int SLOW_READ_BYTES = 1024;

  /// Shared by all clients of a kind.
  private static final Map<ClientKind, ByteBuffer> BYTES = new EnumMap<>(ClientKind.class);

  static {
    for (ClientKind each : ClientKind.values()) BYTES.put(each, each.bytes());
  }

  private final ClientKind kind;
  private final SocketChannel channel;
  private final ByteBuffer unsent;

  private OccupyingClient(ClientKind kind, SocketChannel channel) {
    this.kind = kind;
    this.channel = channel;
    this.unsent = requireNonNull(BYTES.get(kind)).duplicate();
  }

  static OccupyingClient open(
      ClientKind kind, InetSocketAddress source, InetSocketAddress server, Selector selector)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (kind.readsSlowly()) channel.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_READ_BYTES);
      channel.bind(source);
      var client = new OccupyingClient(kind, channel);
      channel.connect(server);
      channel.register(selector, SelectionKey.OP_CONNECT, client);
      return client;
    } catch (IOException unopened) {
      channel.close();
      throw unopened;
    }
  }

  ClientKind kind() {
    return kind;
  }

  /// Sends and receives what is possible now. False if the connection is closed.
  boolean advance(SelectionKey key, ByteBuffer discarded) {
    try {
      if (key.isConnectable()) channel.finishConnect();
      if (unsent.hasRemaining()) channel.write(unsent);
      key.interestOps(
          (unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0)
              | (kind.readsSlowly() ? 0 : SelectionKey.OP_READ));
      if (!key.isReadable() || channel.read(discarded.clear()) >= 0) return true;
    } catch (IOException reset) {
      close();
      return false;
    }
    close();
    return false;
  }

  /// Sends or reads what a slow client does each second. False if the connection is closed.
  boolean drip(ByteBuffer discarded) {
    if (unsent.hasRemaining() && !kind.readsSlowly()) return true;
    try {
      if (kind.drips()) channel.write(ByteBuffer.wrap(DRIP));
      if (!kind.readsSlowly() || !channel.isConnected()) return true;
      if (channel.read(discarded.clear().limit(SLOW_READ_BYTES)) >= 0) return true;
    } catch (IOException reset) {
      // Counts as closed.
    }
    close();
    return false;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException alreadyClosed) {
      // Nothing to release.
    }
  }
}
