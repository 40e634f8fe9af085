package io.surgetank.runtime.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.handler.WebhookClient.WebhookRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Receivers that close or misuse connections.
class KeptConnectionTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  /// The responses of one connection, in order; after the last, the receiver reads one more request
  /// and closes the connection without a response.
  private String[] replies = {OK};

  private final AtomicInteger requests = new AtomicInteger();
  private final HttpWebhookClient client = new HttpWebhookClient();
  private ServerSocket server;

  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> {
      try {
        while (true) {
          Socket socket = server.accept();
          Thread.startVirtualThread(() -> answer(socket));
        }
      } catch (IOException closed) {
        return;
      }
    });
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void a_request_on_a_reused_connection_that_was_closed_is_sent_again() throws Exception {
    assertThat(client.send(request()).status()).isEqualTo(200);
    assertThat(client.send(request()).status()).isEqualTo(200);

    assertThat(requests).hasValue(3);
  }

  @Test
  void a_new_connection_that_is_closed_without_a_reply_is_a_failure() {
    replies = new String[0];

    assertThatThrownBy(() -> client.send(request()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("127.0.0.1:" + server.getLocalPort());
    assertThat(requests).hasValue(1);
  }

  @Test
  void a_request_is_not_sent_again_after_a_partial_response() throws Exception {
    replies = new String[] {OK, "HTT"};
    client.send(request());

    assertThatThrownBy(() -> client.send(request())).isInstanceOf(IOException.class);
    assertThat(requests).hasValue(2);
  }

  @Test
  void a_204_with_a_length_and_a_body_is_a_204() throws Exception {
    replies = new String[] {"HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello"};

    assertThat(client.send(request()).status()).isEqualTo(204);
    assertThat(client.send(request()).status()).isEqualTo(204);
  }

  @Test
  void a_304_with_a_length_is_a_304() throws Exception {
    replies = new String[] {"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"};

    assertThat(client.send(request()).status()).isEqualTo(304);
  }

  @Test
  void a_host_name_with_an_underscore_is_resolved() {
    var request = request("http://my_service.invalid:8080/x");

    assertThatThrownBy(() -> client.send(request))
        .hasMessage("the host of my_service.invalid:8080 cannot be resolved");
  }

  @Test
  void a_refused_connection_is_reported_with_host_and_port() throws Exception {
    int port = server.getLocalPort();
    server.close();

    assertThatThrownBy(() -> client.send(request("http://127.0.0.1:" + port)))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("no connection to 127.0.0.1:" + port + ": Connection refused");
  }

  @Test
  void a_tls_failure_is_reported() {
    assertThatThrownBy(
            () -> client.send(request("https://127.0.0.1:" + server.getLocalPort() + "/")))
        .hasMessageStartingWith("TLS with 127.0.0.1:" + server.getLocalPort() + " failed: ");
  }

  private WebhookRequest request() {
    return request("http://127.0.0.1:" + server.getLocalPort() + "/hook");
  }

  private static WebhookRequest request(String url) {
    return new WebhookRequest(
        URI.create(url), Map.of("idempotency-key", "k"), "{}".getBytes(StandardCharsets.UTF_8));
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
      if (next == 0x16 && head.isEmpty()) {
        // The start of TLS: answer in plain HTTP, as a server without TLS does.
        requests.incrementAndGet();
        return true;
      }
      head.append((char) next);
    }
    var _ = in.readNBytes(2);
    requests.incrementAndGet();
    return true;
  }
}
