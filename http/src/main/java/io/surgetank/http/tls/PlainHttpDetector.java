package io.surgetank.http.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;

/// Recognizes a client that speaks HTTP without TLS: its first byte is a letter, and that of a
/// handshake is not. It gets a response in clear text; as a failed handshake it would get nothing
/// that it can show. What it sends after that is discarded.
public final class PlainHttpDetector extends ChannelInboundHandlerAdapter {
  /// The event for the next handlers. What they write from then on is not encrypted.
  public static final Object FOUND = new Object();

  private final SslHandler tls;
  private boolean isFound;

  PlainHttpDetector(SslHandler tls) {
    this.tls = tls;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var in = (ByteBuf) message;
    boolean isHttp = in.isReadable() && isLetter(in.getByte(in.readerIndex()));
    if (isFound || isHttp) {
      in.release();
      if (!isFound) found(context);
    } else {
      context.fireChannelRead(message);
      context.pipeline().remove(this);
    }
  }

  private void found(ChannelHandlerContext context) {
    isFound = true;
    context.pipeline().remove(tls);
    context.fireUserEventTriggered(FOUND);
  }

  private static boolean isLetter(byte each) {
    return (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z');
  }
}
