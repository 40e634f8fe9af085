package io.surgetank.http;

import java.util.Optional;

/// One request while it comes in: its head, and as much of its body as there is.
final class Exchange {
  private final Head head;
  private final int headBytes;
  private final int maxBodyBytes;
  private final Optional<Chunks> chunks;
  private final Body body;

  Exchange(Head head, int headBytes, int maxBodyBytes) {
    this.head = head;
    this.headBytes = headBytes;
    this.maxBodyBytes = maxBodyBytes;
    this.chunks =
        head.framing() instanceof Framing.Chunked ? Optional.of(new Chunks()) : Optional.empty();
    this.body = new Body(bound());
  }

  private int bound() {
    return switch (head.framing()) {
      case Framing.Fixed(var length) -> (int) Math.min(length, maxBodyBytes);
      case Framing.Chunked() -> maxBodyBytes;
      case Framing.NoBody(), Framing.Ambiguous() -> 0;
    };
  }

  Head head() {
    return head;
  }

  /// Whether the head alone says that the body is too large.
  boolean isAnnouncedTooLarge() {
    return head.framing() instanceof Framing.Fixed(var length) && length > maxBodyBytes;
  }

  /// How much of what follows is the body's data: what is there, up to `available`. Nothing is
  /// taken yet.
  int nextData(int available) {
    long left = chunks.map(Chunks::dataLeft).orElseGet(() -> (long) bound() - body.length());
    return (int) Math.min(left, available);
  }

  Body body() {
    return body;
  }

  Optional<Chunks> chunks() {
    return chunks;
  }

  /// Whether the chunk that comes makes the body too large.
  boolean isOver() {
    return chunks.map(Chunks::dataLeft).orElse(0L) + body.length() > maxBodyBytes;
  }

  boolean isWhole() {
    return chunks.map(Chunks::isWhole).orElseGet(() -> body.length() == bound());
  }

  /// The memory that it needs when `more` bytes of the body have come.
  long neededFor(int more) {
    return headBytes + (long) body.neededFor(more);
  }
}
