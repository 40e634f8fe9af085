package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.surgetank.core.api.Response;
import java.util.function.IntConsumer;

/// Writes one response piece by piece: only one piece at a time is in direct memory, and each write
/// that completes shows that the client reads.
final class ResponseWriter {
  private static final int HEAD_BYTES = 512;

  private final Channel channel;
  private final byte[] body;
  private final IntConsumer taken;
  private final Runnable sent;
  private int offset;

  /// @param body the bytes to send: none for `HEAD`
  /// @param taken called with the number of bytes of each completed write
  /// @param sent run after the last piece
  ResponseWriter(Channel channel, byte[] body, IntConsumer taken, Runnable sent) {
    this.channel = channel;
    this.body = body;
    this.taken = taken;
    this.sent = sent;
  }

  /// Returns whether all of it has been written to the socket.
  boolean start(Response response, byte[] date, String connection) {
    int first = Math.min(body.length, HttpLimits.PIECE_BYTES);
    ByteBuf out = channel.alloc().directBuffer(HEAD_BYTES + first);
    ResponseHead.write(out, response, date, connection);
    return write(out, first);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the outcome of a close does not matter
  private boolean write(ByteBuf out, int bodyBytes) {
    out.writeBytes(body, offset, bodyBytes);
    offset += bodyBytes;
    int length = out.readableBytes();
    ChannelFuture written = channel.writeAndFlush(out);
    if (written.isSuccess()) return written(length);
    var _ =
        written.addListener(done -> {
          if (done.isSuccess()) written(length);
          else channel.close();
        });
    return false;
  }

  private boolean written(int length) {
    taken.accept(length);
    if (offset == body.length) {
      sent.run();
      return true;
    }
    int next = Math.min(body.length - offset, HttpLimits.PIECE_BYTES);
    return write(channel.alloc().directBuffer(next), next);
  }
}
