package io.surgetank.http;

import java.util.Optional;

/// One request while it comes in: its head, and as much of its body as there is.
final class HttpExchange {
  private final RequestHead requestHead;
  private final int headBytes;
  private final int maxBodyBytes;
  private final Optional<ChunkedDecoder> chunks;
  private final RequestBody requestBody;

  HttpExchange(RequestHead requestHead, int headBytes, int maxBodyBytes) {
    this.requestHead = requestHead;
    this.headBytes = headBytes;
    this.maxBodyBytes = maxBodyBytes;
    this.chunks =
        requestHead.framing() instanceof Framing.Chunked
            ? Optional.of(new ChunkedDecoder())
            : Optional.empty();
    this.requestBody = new RequestBody(bound());
  }

  private int bound() {
    return switch (requestHead.framing()) {
      case Framing.Fixed(var length) -> (int) Math.min(length, maxBodyBytes);
      case Framing.Chunked() -> maxBodyBytes;
      case Framing.NoBody(), Framing.Ambiguous() -> 0;
    };
  }

  RequestHead head() {
    return requestHead;
  }

  /// Whether the head alone says that the body is too large.
  boolean isAnnouncedTooLarge() {
    return requestHead.framing() instanceof Framing.Fixed(var length) && length > maxBodyBytes;
  }

  /// How much of what follows is the body's data: what is there, up to `available`. Nothing is
  /// taken yet.
  int nextData(int available) {
    long left =
        chunks.map(ChunkedDecoder::dataLeft).orElseGet(() -> (long) bound() - requestBody.length());
    return (int) Math.min(left, available);
  }

  RequestBody body() {
    return requestBody;
  }

  Optional<ChunkedDecoder> chunks() {
    return chunks;
  }

  /// Whether the chunk that comes makes the body too large.
  boolean isOver() {
    return chunks.map(ChunkedDecoder::dataLeft).orElse(0L) + requestBody.length() > maxBodyBytes;
  }

  boolean isWhole() {
    return chunks.map(ChunkedDecoder::isWhole).orElseGet(() -> requestBody.length() == bound());
  }

  /// The memory that it needs when `more` bytes of the body have come.
  long neededFor(int more) {
    return headBytes + (long) requestBody.neededFor(more);
  }
}
