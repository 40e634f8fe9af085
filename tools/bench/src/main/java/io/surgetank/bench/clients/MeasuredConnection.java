package io.surgetank.bench.clients;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// One connection of a measured client, with at most one request at a time.
final class MeasuredConnection {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer received = ByteBuffer.allocate(16 * 1024);
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private boolean reused;

  private MeasuredConnection(SocketChannel channel, Selector selector) throws IOException {
    this.channel = channel;
    this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
  }

  static MeasuredConnection open(InetSocketAddress server, Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var connection = new MeasuredConnection(channel, selector);
    if (channel.connect(server)) connection.key.interestOps(SelectionKey.OP_READ);
    return connection;
  }

  void send(byte[] request) throws IOException {
    received.clear();
    unsent = ByteBuffer.wrap(request);
    if (channel.isConnected()) write();
  }

  private void write() throws IOException {
    channel.write(unsent);
    key.interestOps(
        unsent.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /// The response, once it is complete. Throws if the connection has ended.
  Optional<ReceivedResponse> advance() throws IOException {
    if (key.isConnectable()) channel.finishConnect();
    if (unsent.hasRemaining()) write();
    if (!key.isReadable()) return Optional.empty();
    if (channel.read(received) < 0) throw new IOException("closed by the server");
    return ReceivedResponse.parse(received.array(), received.position());
  }

  /// Free for the next request.
  void release() {
    reused = true;
  }

  /// Whether the server may have closed it for idleness before it received the request.
  boolean isReused() {
    return reused;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException alreadyClosed) {
      // Nothing to release.
    }
  }
}
