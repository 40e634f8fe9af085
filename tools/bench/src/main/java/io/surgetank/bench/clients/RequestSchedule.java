package io.surgetank.bench.clients;

import java.nio.charset.StandardCharsets;

/// Equal requests at a fixed rate.
///
/// @param headEnd what follows the header `Connection`
/// @param newConnectionEvery one in this number of requests uses a new connection
public record RequestSchedule(
    String requestLine, String headEnd, int perSecond, int newConnectionEvery) {
  private static final int ALTERNATELY = 2;

  public static RequestSchedule get(String path, int perSecond) {
    return new RequestSchedule("GET " + path, "\r\n", perSecond, ALTERNATELY);
  }

  public static RequestSchedule post(String path, String json, int perSecond) {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    String headEnd =
        "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s".formatted(length, json);
    return new RequestSchedule("POST " + path, headEnd, perSecond, ALTERNATELY);
  }

  /// The same requests on kept connections; a new one is opened only if all are in use.
  public RequestSchedule onKeptConnections() {
    return new RequestSchedule(requestLine, headEnd, perSecond, Integer.MAX_VALUE);
  }

  ConnectionUse use(long index) {
    return index % newConnectionEvery == newConnectionEvery - 1
        ? ConnectionUse.NEW
        : ConnectionUse.KEPT;
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
