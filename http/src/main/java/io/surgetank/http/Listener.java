package io.surgetank.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger;

/// Keeps the listening socket going: when a connection cannot be accepted, as with no file
/// descriptor left, idle ones are closed, and the library tries again after a second.
final class Listener extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = System.getLogger(Listener.class.getName());

  private final Connections connections;

  Listener(Connections connections) {
    this.connections = connections;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof OutOfMemoryError) UncaughtErrors.report(cause, "no connection accepted");
    int closed = connections.freePlaces();
    LOG.log(
        Logger.Level.WARNING,
        "no connection could be accepted ({0}); {1} idle ones were closed, trying again in 1 s",
        cause,
        closed);
    context.fireExceptionCaught(cause);
  }
}
