package io.surgetank.http;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.surgetank.core.process.FatalError;
import java.lang.System.Logger;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Keeps accepting connections: if one cannot be accepted, such as without a free file descriptor,
/// closes idle ones and tries again. Reports a failure of the server if that does not help for
/// long: it could not even answer health checks.
final class AcceptFailureHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = System.getLogger(AcceptFailureHandler.class.getName());

  /// Until the connections are closed that make room.
  private static final long SHORT_PAUSE_MILLIS = 50;

  private static final long PAUSE_MILLIS = 1_000;

  private final ConnectionRegistry connections;
  private final AcceptFailureDetector failures;
  private final Consumer<String> onFailure;

  AcceptFailureHandler(
      ConnectionRegistry connections, LongSupplier nanoTime, Consumer<String> onFailure) {
    this.connections = connections;
    this.failures = new AcceptFailureDetector(nanoTime);
    this.onFailure = onFailure;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    failures.accepted();
    context.fireChannelRead(accepted);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the loop's end cancels it
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = FatalError.reported(cause);
    int closed = connections.closeSilent();
    if (failures.failed(closed))
      onFailure.accept(
          "no connection could be accepted for %d s (%s), and none is idle: what holds the file descriptors, such as a handler that opens files or connections and does not close them, does not release them"
              .formatted(AcceptFailureDetector.LIMIT.toSeconds(), cause.getMessage()));
    long pause = closed > 0 ? SHORT_PAUSE_MILLIS : PAUSE_MILLIS;
    LOG.log(
        Logger.Level.WARNING,
        "cannot accept a connection ({0}); closed {1} idle connections, retrying in {2} ms",
        cause,
        closed,
        pause);
    ChannelConfig config = context.channel().config();
    config.setAutoRead(false);
    context.executor().schedule(() -> config.setAutoRead(true), pause, TimeUnit.MILLISECONDS);
  }
}
