package io.surgetank.proof.fuzz.parser;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.surgetank.core.api.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The requests that Netty's decoder reads from the same bytes.
///
/// @param requests up to the first one that it refuses
record NettyRequests(List<NettyRequest> requests, boolean isRefused) {
  private static final int LARGEST = 128 * 1024;

  /// A request with its body.
  record NettyRequest(HttpRequest head, ByteArrayOutputStream body, boolean[] isComplete) {}

  NettyRequests(byte[] input) {
    var requests = new ArrayList<NettyRequest>();
    this(requests, decode(input, requests));
  }

  /// Returns whether it refused one.
  private static boolean decode(byte[] input, List<NettyRequest> requests) {
    var channel =
        new EmbeddedChannel(
            new HttpRequestDecoder(
                new HttpDecoderConfig()
                    .setMaxInitialLineLength(LARGEST)
                    .setMaxHeaderSize(LARGEST)
                    .setMaxChunkSize(LARGEST)));
    try {
      boolean _ = channel.writeInbound(Unpooled.wrappedBuffer(input));
      for (HttpObject part; (part = channel.readInbound()) != null; ) {
        if (part.decoderResult().isFailure()) return true;
        add(part, requests);
      }
      return false;
    } finally {
      boolean _ = channel.finishAndReleaseAll();
    }
  }

  private static void add(HttpObject part, List<NettyRequest> requests) {
    if (part instanceof HttpRequest head)
      requests.add(new NettyRequest(head, new ByteArrayOutputStream(), new boolean[1]));
    if (!(part instanceof HttpContent content)) return;
    NettyRequest current = requests.getLast();
    byte[] bytes = new byte[content.content().readableBytes()];
    content.content().readBytes(bytes);
    content.release();
    current.body().writeBytes(bytes);
    current.isComplete()[0] = content instanceof LastHttpContent;
  }

  /// The first request that is read differently: another body, or another beginning. What Netty
  /// refuses cannot be smuggled.
  Optional<String> difference(List<Request> ours) {
    for (int i = 0; i < ours.size(); i++) {
      boolean complete = i < requests.size() && requests.get(i).isComplete()[0];
      if (!complete)
        return isRefused
            ? Optional.empty()
            : Optional.of("framing: Netty has not read the end of request " + i);
      Optional<String> difference = difference(ours.get(i), requests.get(i));
      if (difference.isPresent()) return difference.map(what -> "framing: " + what);
    }
    return Optional.empty();
  }

  private static Optional<String> difference(Request ours, NettyRequest other) {
    if (!ours.method().equals(other.head().method().name()))
      return Optional.of("the method is " + other.head().method());
    if (!text(ours.body()).equals(text(other.body().toByteArray())))
      return Optional.of("the body is " + text(other.body().toByteArray()));
    for (Map.Entry<String, List<String>> header : ours.headers().entrySet()) {
      List<String> values = other.head().headers().getAll(header.getKey());
      // The authority in the request target replaces Host.
      if (!header.getKey().equals("host") && !values.equals(header.getValue()))
        return Optional.of("the header %s is %s".formatted(header.getKey(), values));
    }
    return Optional.empty();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
