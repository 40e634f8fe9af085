package io.surgetank.runtime.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.surgetank.core.handler.WebhookClient.WebhookRequest;
import io.surgetank.core.handler.WebhookClient.WebhookResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpWebhookClientTest {
  private record Seen(String method, String signature, String body) {}

  private final LinkedBlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final ApacheWebhookClient client = new ApacheWebhookClient();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/ok", exchange -> answer(exchange, 200, "{\"shipped\":true}"));
    server.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(1_000_000)));
    server.createContext("/busy", this::busy);
    server.createContext("/moved", this::moved);
    server.createContext("/slow", this::slow);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    done.countDown();
    server.stop(0);
    client.close();
  }

  @Test
  void a_request_is_sent_and_its_response_returned() throws Exception {
    WebhookResponse response = client.send(request("/ok"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("{\"shipped\":true}");
    assertThat(seen.take()).isEqualTo(new Seen("POST", "v1,abc", "{\"n\":1}"));
  }

  @Test
  void response_header_names_are_in_lower_case() throws Exception {
    WebhookResponse response = client.send(request("/busy"));

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers().get("retry-after")).containsExactly("7");
  }

  @Test
  void a_redirect_is_returned_and_not_followed() throws Exception {
    WebhookResponse response = client.send(request("/moved"));

    assertThat(response.status()).isEqualTo(307);
    assertThat(seen).isEmpty();
  }

  @Test
  void a_response_is_read_only_until_it_is_known_to_be_too_large() throws Exception {
    assertThat(client.send(request("/large")).body()).hasSize(WebhookResponse.MAX_BODY_BYTES + 1);
  }

  @Test
  void a_closed_port_is_a_failure() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var request = new WebhookRequest(URI.create("http://127.0.0.1:" + port), Map.of(), new byte[0]);

    assertThatThrownBy(() -> client.send(request)).isInstanceOf(IOException.class);
  }

  @Test
  void an_exchange_can_be_interrupted() throws Exception {
    var interrupted = new CountDownLatch(1);
    Thread sending =
        Thread.startVirtualThread(() -> {
          try {
            client.send(request("/slow"));
          } catch (InterruptedException expected) {
            interrupted.countDown();
          } catch (IOException other) {
            throw new AssertionError("not the interruption", other);
          }
        });
    arrived.await();

    sending.interrupt();
    sending.join();

    assertThat(interrupted.getCount()).isZero();
  }

  private WebhookRequest request(String path) {
    var target = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return new WebhookRequest(
        target,
        Map.of("webhook-signature", "v1,abc"),
        "{\"n\":1}".getBytes(StandardCharsets.UTF_8));
  }

  private void answer(HttpExchange exchange, int status, String text) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String signature = exchange.getRequestHeaders().getFirst("webhook-signature");
    seen.add(new Seen(exchange.getRequestMethod(), signature, body));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private void busy(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Retry-After", "7");
    exchange.sendResponseHeaders(503, -1);
    exchange.close();
  }

  private void moved(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", "/ok");
    exchange.sendResponseHeaders(307, -1);
    exchange.close();
  }

  private void slow(HttpExchange exchange) throws IOException {
    arrived.countDown();
    try {
      done.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }
}
