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
          unsent.hasRemaining()
              ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
              : SelectionKey.OP_READ);
      if (!key.isReadable() || channel.read(discarded.clear()) >= 0) return true;
    } catch (IOException reset) {
      close();
      return false;
    }
    close();
    return false;
  }

  /// Sends one more byte if it is a dripping client that is connected.
  void drip() {
    if (kind != ClientKind.DRIPPING || unsent.hasRemaining() || !channel.isOpen()) return;
    try {
      channel.write(ByteBuffer.wrap(DRIP));
    } catch (IOException reset) {
      // The next read closes it.
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException alreadyClosed) {
      // Nothing to release.
    }
  }
}
