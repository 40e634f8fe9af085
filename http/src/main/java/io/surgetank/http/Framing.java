package io.surgetank.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the body of a request ends (RFC 9112, 6).
sealed interface Framing {
  record NoBody() implements Framing {}

  record Fixed(long length) implements Framing {}

  record Chunked() implements Framing {}

  record Ambiguous() implements Framing {}

  /// Two lengths, a length and a coding, or an unsupported coding are ambiguous: each can smuggle a
  /// request past a gateway, so none is repaired (RFC 9112, 6.1 and 6.3).
  static Framing of(Map<String, List<String>> headers, HttpVersion version) {
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
    if (lengths.size() + codings.size() > 1) return new Ambiguous();
    if (!codings.isEmpty())
      return version == HttpVersion.HTTP_1_1 && codings.getFirst().equalsIgnoreCase("chunked")
          ? new Chunked()
          : new Ambiguous();
    if (lengths.isEmpty()) return new NoBody();
    return length(lengths.getFirst())
        .<Framing>map(length -> length == 0 ? new NoBody() : new Fixed(length))
        .orElseGet(Ambiguous::new);
  }

  /// Digits only; more than a long can hold becomes [Long#MAX_VALUE].
  private static Optional<Long> length(String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9'))
      return Optional.empty();
    return Optional.of(text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text));
  }
}
