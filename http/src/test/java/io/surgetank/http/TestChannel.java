package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import io.surgetank.http.tls.TransportSecurity;
import java.nio.charset.StandardCharsets;

/// A connection without a socket: its event loop runs only when the test lets it, so that nothing
/// depends on the machine's load.
final class TestChannel extends EmbeddedChannel implements DuplexChannel {
  private final StringBuilder received = new StringBuilder();
  private boolean outputShutdown;

  /// Opens a connection to the server of `context`.
  TestChannel(ServerContext context) {
    this(context, new TransportSecurity.PlainText());
  }

  TestChannel(ServerContext context, TransportSecurity transportSecurity) {
    transportSecurity.secure(this);
    pipeline().addLast(new Connection(this, context));
    // The handler is added after the channel has become active.
    pipeline().fireChannelActive();
  }

  void send(String bytes) {
    if (isOpen()) writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
  }

  /// Runs the event loop; returns whether the server has ended the connection.
  boolean isEnded() {
    runPendingTasks();
    return outputShutdown || !isOpen();
  }

  /// What the client has received so far.
  String received() {
    runPendingTasks();
    for (ByteBuf piece; (piece = readOutbound()) != null; piece.release())
      received.append(piece.toString(StandardCharsets.ISO_8859_1));
    return received.toString();
  }

  @Override
  public boolean isInputShutdown() {
    return false;
  }

  @Override
  public ChannelFuture shutdownInput() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChannelFuture shutdownInput(ChannelPromise promise) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOutputShutdown() {
    return outputShutdown;
  }

  @Override
  public ChannelFuture shutdownOutput() {
    outputShutdown = true;
    return newSucceededFuture();
  }

  @Override
  public ChannelFuture shutdownOutput(ChannelPromise promise) {
    return shutdownOutput();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public ChannelFuture shutdown() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChannelFuture shutdown(ChannelPromise promise) {
    throw new UnsupportedOperationException();
  }
}
