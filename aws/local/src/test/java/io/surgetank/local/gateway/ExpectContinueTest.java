package io.surgetank.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.HttpApi;
import io.surgetank.deploy.stack.HttpApi.Route;
import io.surgetank.deploy.stack.HttpApi.Throttle;
import io.surgetank.local.lambda.InvocationResult.Returned;
import io.surgetank.local.lambda.Invoker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that wait for `100 Continue` before they send a body.
class ExpectContinueTest {
  private static final HttpApi API =
      new HttpApi(
          "api",
          List.of(new Route("POST /orders", new FunctionRef("local", "one"))),
          new Throttle(1_000, 500));

  private final Queue<Invoker.Call> calls = new ConcurrentLinkedQueue<>();
  private final GatewayServer gateway =
      GatewayServer.start(
          API,
          HttpApiLimits.DEFAULT,
          (_, call) -> {
            calls.add(call);
            return new Returned("{}".getBytes(StandardCharsets.UTF_8));
          },
          0,
          new GatewayServer.Dependencies(() -> Instant.EPOCH, new Random(42)));

  @AfterEach
  void stop() {
    gateway.close();
  }

  /// RFC 9110, 10.1.1: 100 is for a body that will be read.
  @Test
  void a_client_that_waits_for_100_gets_it_only_if_there_is_a_route() throws Exception {
    assertThat(firstLine("PUT /orders")).isEqualTo("HTTP/1.1 404 Not Found");
    assertThat(firstLine("POST /orders")).isEqualTo("HTTP/1.1 100 Continue");
  }

  /// Otherwise the body that such a client may send would be read as a request.
  @Test
  void a_body_after_an_early_404_is_not_a_request() throws Exception {
    int port = URI.create(gateway.url()).getPort();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String body = "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
      String head =
          "PUT /orders HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length());
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      var _ = socket.getInputStream().readAllBytes();
    }
    assertThat(calls).isEmpty();
  }

  private String firstLine(String request) throws IOException {
    int port = URI.create(gateway.url()).getPort();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String head = " HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
      socket.getOutputStream().write((request + head).getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }
}
