package io.surgetank.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;

/// How one side ends a connection, in TCP and in TLS.
final class ConnectionEnd {
  private ConnectionEnd() {}

  /// Sends nothing more; still reads. A TLS client needs a `close_notify` before the end of the TCP
  /// stream: without it the end could be that of an attacker (RFC 8446, 6.1).
  static ChannelFuture shutdownOutput(Channel channel) {
    var socket = (DuplexChannel) channel;
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) return socket.shutdownOutput();
    ChannelPromise ended = channel.newPromise();
    var _ =
        tls.closeOutbound()
            .addListener(notified -> {
              if (!notified.isSuccess()) ended.setFailure(notified.cause());
              else {
                var _ = socket.shutdownOutput(ended);
              }
            });
    return ended;
  }

  /// Whether the client sends nothing more. TLS also ends, as a failure, for a client without it.
  static boolean isOfInput(Object event) {
    return event instanceof ChannelInputShutdownEvent
        || (event instanceof SslCloseCompletionEvent close && close.isSuccess());
  }

  /// Whether the client or the network caused it: disconnected clients are normal, and so are those
  /// that do not speak TLS or do not trust the certificate.
  static boolean isByClient(Throwable cause) {
    return cause instanceof IOException
        || (cause instanceof DecoderException decoding
            && decoding.getCause() instanceof IOException);
  }
}
