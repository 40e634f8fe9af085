package io.surgetank.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger;

/// Keeps accepting connections: if one cannot be accepted, such as without a free file descriptor,
/// closes idle ones; Netty tries again after a second.
final class AcceptFailureHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = System.getLogger(AcceptFailureHandler.class.getName());

  private final Connections connections;

  AcceptFailureHandler(Connections connections) {
    this.connections = connections;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof OutOfMemoryError)
      UncaughtErrors.report(cause, "cannot accept a connection");
    int closed = connections.closeSilent();
    LOG.log(
        Logger.Level.WARNING,
        "cannot accept a connection ({0}); closed {1} idle connections, retrying in 1 s",
        cause,
        closed);
    context.fireExceptionCaught(cause);
  }
}
