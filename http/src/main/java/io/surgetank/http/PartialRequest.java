package io.surgetank.http;

import java.util.Optional;

/// One request being received: its head, and as much of its body as has arrived.
final class PartialRequest {
  private final RequestHead head;
  private final int headBytes;
  private final int maxBodyBytes;
  private final Optional<ChunkedDecoder> chunks;
  private final RequestBodyBuffer body;

  PartialRequest(RequestHead head, int headBytes, int maxBodyBytes) {
    this.head = head;
    this.headBytes = headBytes;
    this.maxBodyBytes = maxBodyBytes;
    this.chunks =
        head.framing() instanceof Framing.Chunked
            ? Optional.of(new ChunkedDecoder())
            : Optional.empty();
    this.body = new RequestBodyBuffer(bound());
  }

  private int bound() {
    return switch (head.framing()) {
      case Framing.Fixed(var length) -> (int) Math.min(length, maxBodyBytes);
      case Framing.Chunked() -> maxBodyBytes;
      case Framing.NoBody(), Framing.Ambiguous() -> 0;
    };
  }

  RequestHead head() {
    return head;
  }

  /// Whether the announced length is too large.
  boolean isAnnouncedTooLarge() {
    return head.framing() instanceof Framing.Fixed(var length) && length > maxBodyBytes;
  }

  /// How many of the next `available` bytes are data of the body. Reads nothing.
  int nextData(int available) {
    long left =
        chunks.map(ChunkedDecoder::dataLeft).orElseGet(() -> (long) bound() - body.length());
    return (int) Math.min(left, available);
  }

  RequestBodyBuffer body() {
    return body;
  }

  Optional<ChunkedDecoder> chunks() {
    return chunks;
  }

  /// Whether the next chunk makes the body too large.
  boolean isOver() {
    return chunks.map(ChunkedDecoder::dataLeft).orElse(0L) + body.length() > maxBodyBytes;
  }

  boolean isWhole() {
    return chunks.map(ChunkedDecoder::isWhole).orElseGet(() -> body.length() == bound());
  }

  /// The memory needed after `more` bytes of the body.
  long neededFor(int more) {
    return headBytes + (long) body.neededFor(more);
  }
}
