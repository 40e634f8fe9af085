package io.surgetank.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import io.surgetank.api.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came in, made whole: a request, or why it cannot be one.
sealed interface Arrival {
  record Whole(Request request) implements Arrival {}

  /// The connection cannot be used further: part of the request is still in it.
  record Refused(Refusal refusal) implements Arrival {}

  /// Reads the request. Blocks until its body is there, its bound is passed or its time is up.
  static Arrival of(ServerRequest wire, String path, int maxBodyBytes) {
    Optional<Refusal> unframed = framing(wire.headers(), maxBodyBytes);
    if (unframed.isPresent()) return new Refused(unframed.get());
    byte[] body = new byte[0];
    if (wire.content().hasEntity()) {
      int announced = (int) wire.headers().contentLength().orElse(-1);
      var reading = new BodyReading(announced, maxBodyBytes);
      Optional<Refusal> refusal = read(reading, wire);
      if (refusal.isPresent()) return new Refused(refusal.get());
      body = reading.body();
    }
    return new Whole(
        new Request(
            wire.prologue().method().text(),
            path,
            wire.query().rawValue(),
            headers(wire.headers()),
            body));
  }

  private static Optional<Refusal> read(BodyReading reading, ServerRequest wire) {
    try {
      // Not closed: closing would read on to the end of a body that was just refused.
      return reading.from(wire.content().inputStream());
    } catch (RequestException refused) {
      return Optional.of(Refusal.forStatus(Math.min(refused.status().code(), 499)));
    } catch (IOException | RuntimeException cutOff) {
      boolean silent = cutOff.getCause() instanceof SocketTimeoutException;
      return Optional.of(silent ? Refusal.SLOW : Refusal.FRAMING);
    }
  }

  /// Two lengths, or a transfer coding that we do not undo, are how requests are smuggled.
  private static Optional<Refusal> framing(ServerRequestHeaders headers, int maxBodyBytes) {
    List<String> lengths = headers.values(HeaderNames.CONTENT_LENGTH);
    List<String> codings = headers.values(HeaderNames.TRANSFER_ENCODING);
    if (lengths.size() + codings.size() > 1) return Optional.of(Refusal.FRAMING);
    if (!codings.isEmpty() && !codings.getFirst().equalsIgnoreCase("chunked"))
      return Optional.of(Refusal.FRAMING);
    if (lengths.isEmpty()) return Optional.empty();
    String length = lengths.getFirst();
    if (length.isEmpty() || !length.chars().allMatch(c -> c >= '0' && c <= '9'))
      return Optional.of(Refusal.FRAMING);
    boolean larger = length.length() > 10 || Long.parseLong(length) > maxBodyBytes;
    return larger ? Optional.of(Refusal.TOO_LARGE) : Optional.empty();
  }

  private static Map<String, List<String>> headers(ServerRequestHeaders wire) {
    var headers = new HashMap<String, List<String>>(wire.size() * 2);
    for (Header header : wire)
      headers.put(header.headerName().lowerCase(), List.copyOf(header.allValues()));
    return headers;
  }

  /// Reads one body, bounded in size and time.
  final class BodyReading {
    private static final int FIRST_PIECE = 8 * 1024;

    private final int maxBodyBytes;
    private final boolean announced;
    private byte[] bytes;
    private int length;

    BodyReading(int announcedBytes, int maxBodyBytes) {
      this.maxBodyBytes = maxBodyBytes;
      this.announced = announcedBytes >= 0;
      // A length that is only claimed does not get its memory before its bytes come.
      this.bytes = new byte[announced ? Math.min(announcedBytes, 64 * 1024) : FIRST_PIECE];
    }

    Optional<Refusal> from(InputStream in) throws IOException {
      long began = System.nanoTime();
      while (true) {
        if (length == bytes.length) {
          int next = in.read();
          if (next < 0) return Optional.empty();
          if (length == maxBodyBytes) return Optional.of(Refusal.TOO_LARGE);
          bytes = Arrays.copyOf(bytes, (int) Math.min(maxBodyBytes, Math.max(length * 2L, 1024)));
          bytes[length++] = (byte) next;
        }
        int read = in.read(bytes, length, bytes.length - length);
        if (read < 0) return Optional.empty();
        length += read;
        if (System.nanoTime() - began > HttpSettings.BODY_TIME.toNanos())
          return Optional.of(Refusal.SLOW);
      }
    }

    byte[] body() {
      return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
  }
}
