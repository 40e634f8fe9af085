package io.surgetank.bench.clients;

import java.nio.charset.StandardCharsets;

/// Equal requests at a fixed rate, each on a kept connection and on a new one alternately.
///
/// @param headEnd what follows the header `Connection`
public record RequestSchedule(String requestLine, String headEnd, int perSecond) {
  public static RequestSchedule get(String path, int perSecond) {
    return new RequestSchedule("GET " + path, "\r\n", perSecond);
  }

  public static RequestSchedule post(String path, String json, int perSecond) {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    String headEnd =
        "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s".formatted(length, json);
    return new RequestSchedule("POST " + path, headEnd, perSecond);
  }

  byte[] request(ConnectionUse use) {
    String text =
        requestLine
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + (use == ConnectionUse.NEW ? "Connection: close\r\n" : "")
            + headEnd;
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// When request number `index` must be sent, in nanoseconds after the start.
  long dueNanos(long index) {
    return index * 1_000_000_000L / perSecond;
  }
}
