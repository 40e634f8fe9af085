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

/// Receivers that use HTTP's connections in ways of their own.
class KeptConnectionTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  /// What a receiver answers to the requests of one connection, in their order; behind the last, it
  /// reads one more request and closes the connection without a word.
  private String[] replies = {OK};

  private final AtomicInteger requests = new AtomicInteger();
  private final HttpWebhookClient outbound = new HttpWebhookClient();
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
    outbound.close();
    server.close();
  }

  @Test
  void a_request_that_met_a_kept_connection_being_closed_is_sent_once_more() throws Exception {
    assertThat(outbound.send(request()).status()).isEqualTo(200);
    assertThat(outbound.send(request()).status()).isEqualTo(200);

    assertThat(requests).hasValue(3);
  }

  @Test
  void a_new_connection_that_is_closed_without_a_reply_is_a_failure() {
    replies = new String[0];

    assertThatThrownBy(() -> outbound.send(request()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("127.0.0.1:" + server.getLocalPort());
    assertThat(requests).hasValue(1);
  }

  @Test
  void a_reply_that_was_begun_is_not_asked_for_again() throws Exception {
    replies = new String[] {OK, "HTT"};
    outbound.send(request());

    assertThatThrownBy(() -> outbound.send(request())).isInstanceOf(IOException.class);
    assertThat(requests).hasValue(2);
  }

  @Test
  void a_204_with_a_length_and_a_body_is_a_204() throws Exception {
    replies = new String[] {"HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello"};

    assertThat(outbound.send(request()).status()).isEqualTo(204);
    assertThat(outbound.send(request()).status()).isEqualTo(204);
  }

  @Test
  void a_304_with_a_length_is_a_304() throws Exception {
    replies = new String[] {"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"};

    assertThat(outbound.send(request()).status()).isEqualTo(304);
  }

  @Test
  void a_name_with_an_underscore_is_looked_up() {
    var request = request("http://my_service.invalid:8080/x");

    assertThatThrownBy(() -> outbound.send(request))
        .hasMessage("the host of my_service.invalid:8080 cannot be resolved");
  }

  @Test
  void a_refused_connection_is_told_with_host_and_port() throws Exception {
    int port = server.getLocalPort();
    server.close();

    assertThatThrownBy(() -> outbound.send(request("http://127.0.0.1:" + port)))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("no connection to 127.0.0.1:" + port + ": Connection refused");
  }

  @Test
  void what_is_no_tls_is_told() {
    assertThatThrownBy(
            () -> outbound.send(request("https://127.0.0.1:" + server.getLocalPort() + "/")))
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

  /// A head and the two bytes behind it.
  private boolean readRequest(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) return false;
      if (next == 0x16 && head.isEmpty()) {
        // The beginning of TLS: answer in plain HTTP, as a server that knows none does.
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
