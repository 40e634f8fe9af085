package io.surgetank.testkit.webhook;

import io.surgetank.core.handler.WebhookClient.WebhookRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A receiver that sends these responses on each connection, in order; after the last, it reads one
/// more request and closes the connection without a response.
public final class RawReceiver implements AutoCloseable {
  private static final byte TLS_HANDSHAKE = 0x16;

  private final List<String> replies;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final Thread acceptor;

  private RawReceiver(List<String> replies) throws IOException {
    this.replies = replies;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.acceptor =
        Thread.startVirtualThread(() -> {
          for (Optional<Socket> next = accept(); next.isPresent(); next = accept()) {
            Socket socket = next.get();
            Thread.startVirtualThread(() -> answer(socket));
          }
        });
  }

  public static RawReceiver replying(String... replies) throws IOException {
    return new RawReceiver(List.of(replies));
  }

  public int port() {
    return server.getLocalPort();
  }

  /// The heads of the requests received, with their lines.
  public List<String> heads() {
    return List.copyOf(heads);
  }

  public WebhookRequest request() {
    return request("http://127.0.0.1:" + port() + "/hook");
  }

  static WebhookRequest request(String url) {
    return new WebhookRequest(
        URI.create(url), Map.of("idempotency-key", "k"), "{}".getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Socket> accept() {
    try {
      return Optional.of(server.accept());
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      for (String reply : replies) {
        if (!readRequest(socket.getInputStream())) return;
        socket.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
        if (!reply.contains("\r\n\r\n")) return;
      }
      var _ = readRequest(socket.getInputStream());
    } catch (IOException gone) {
      return;
    }
  }

  /// A head and the two bytes after it.
  private boolean readRequest(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) return false;
      // A server without TLS answers in plain HTTP.
      if (next == TLS_HANDSHAKE && head.isEmpty()) return true;
      head.append((char) next);
    }
    var _ = in.readNBytes(2);
    heads.add(head.toString());
    return true;
  }

  /// Returns when the port refuses connections: until the accepting thread has left its call, the
  /// system still accepts them.
  @Override
  public void close() throws IOException {
    server.close();
    try {
      acceptor.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
