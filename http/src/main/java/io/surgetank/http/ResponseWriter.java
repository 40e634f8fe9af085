package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.surgetank.core.api.Response;
import java.util.function.IntConsumer;

/// One response on its way into a connection, a piece at a time: no more than a piece lies outside
/// the heap, and each that was taken shows that the client reads.
final class ResponseWriter {
  private static final int HEAD_BYTES = 512;

  private final Channel channel;
  private final byte[] body;
  private final IntConsumer taken;
  private final Runnable sent;
  private int offset;

  /// @param body what is sent of the response's body: nothing for `HEAD`
  /// @param taken told the bytes of each piece that went out
  /// @param sent run after the last piece
  ResponseWriter(Channel channel, byte[] body, IntConsumer taken, Runnable sent) {
    this.channel = channel;
    this.body = body;
    this.taken = taken;
    this.sent = sent;
  }

  /// Gives whether all of it is in the socket already.
  boolean start(Response response, byte[] date, String connection) {
    int first = Math.min(body.length, RequestLimits.PIECE_BYTES);
    ByteBuf out = channel.alloc().directBuffer(HEAD_BYTES + first);
    ResponseHead.write(out, response, date, connection);
    return write(out, first);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nothing is done after a close, however it ends
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
    int next = Math.min(body.length - offset, RequestLimits.PIECE_BYTES);
    return write(channel.alloc().directBuffer(next), next);
  }
}
