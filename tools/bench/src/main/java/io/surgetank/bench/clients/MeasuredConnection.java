package io.surgetank.bench.clients;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One connection of the measured client, with at most one request at a time.
final class MeasuredConnection {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer received = ByteBuffer.allocate(16 * 1024);
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private Optional<MeasuredRequest> request = Optional.empty();
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

  void send(MeasuredRequest next) throws IOException {
    request = Optional.of(next);
    received.clear();
    unsent = ByteBuffer.wrap(next.schedule().request(next.use()));
    if (channel.isConnected()) write();
  }

  private void write() throws IOException {
    channel.write(unsent);
    key.interestOps(
        unsent.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /// The status of the response, once it is complete. Throws if the connection has ended.
  Optional<Integer> advance() throws IOException {
    if (key.isConnectable()) channel.finishConnect();
    if (unsent.hasRemaining()) write();
    if (!key.isReadable()) return Optional.empty();
    if (channel.read(received) < 0) throw new IOException("closed by the server");
    return status();
  }

  private Optional<Integer> status() {
    String text = new String(received.array(), 0, received.position(), StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) return Optional.empty();
    Matcher length = LENGTH.matcher(text.substring(0, end));
    int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
    if (text.length() < end + 4 + body) return Optional.empty();
    return Optional.of(Integer.parseInt(text.substring(9, 12)));
  }

  Optional<MeasuredRequest> request() {
    return request;
  }

  /// Free for the next request.
  void release() {
    request = Optional.empty();
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
