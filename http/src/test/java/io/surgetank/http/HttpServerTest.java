package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.api.Precheck;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import io.surgetank.testkit.wire.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final int MAX_BODY_BYTES = 1_000;

  private final CountDownLatch entered = new CountDownLatch(1);
  private final AtomicReference<Request> seen = new AtomicReference<>();
  private HttpServer server = start();

  private HttpServer start() {
    RequestHandler echo =
        new RequestHandler() {
          @Override
          public Response answer(Request request) {
            return echo(request);
          }

          @Override
          public Precheck precheck(Request head) {
            return head.path().equals("/closed")
                ? new Precheck.Refused(new Response(401, Map.of(), new byte[0]))
                : new Precheck.Proceed(MAX_BODY_BYTES);
          }
        };
    return HttpServer.start(new ListenSettings("127.0.0.1", 0), TestDependencies.of(echo));
  }

  private Response echo(Request request) {
    seen.set(request);
    if (request.path().equals("/boom")) throw new IllegalStateException("secret");
    if (request.path().equals("/wait")) return waited();
    String text =
        request.method()
            + " "
            + request.path()
            + " ?"
            + request.query()
            + " "
            + new TreeMap<>(request.headers())
            + " "
            + request.body().length;
    return new Response(
        200, Map.of("Content-Type", "text/plain"), text.getBytes(StandardCharsets.UTF_8));
  }

  private Response waited() {
    try {
      entered.countDown();
      new CountDownLatch(1).await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return new Response(200, Map.of(), "partial result".getBytes(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void silenceLog() {
    LogSilencer.silenceLog();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String say(String bytes) throws IOException {
    return RawHttp.say(server.port(), bytes);
  }

  @Test
  void a_request_reaches_the_handler_as_it_was_sent() throws IOException {
    String answer =
        say(
            "PATCH /a%20b/%C3%A4?x=%31&y HTTP/1.1\r\nHost: localhost\r\nK: 1\r\nk: 2\r\nContent-Length: 2\r\n\r\nhi");

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("PATCH /a b/ä ?x=%31&y")
        .contains("k=[1, 2]");
    assertThat(answer).contains("Content-Length: ").doesNotContainIgnoringCase("Server:");
    assertThat(seen.get().body()).isEqualTo("hi".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void requests_in_one_connection_are_answered_in_their_order() throws IOException {
    String answer =
        say(
            "POST /1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"
                + "GET /2 HTTP/1.1\r\nHost: localhost\r\n\r\nGET /3 HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(answer).containsSubsequence("POST /1", "GET /2", "GET /3");
  }

  @Test
  void a_connection_is_closed_on_request() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200")
          .contains("Connection: close");
    }
  }

  @Test
  void a_head_request_receives_the_length_and_no_body() throws IOException {
    String answer = say("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200").containsPattern("Content-Length: [1-9]");
    assertThat(answer).endsWith("\r\n\r\n");
  }

  @Test
  void a_body_whose_announced_length_is_too_large_is_refused_before_it_is_sent()
      throws IOException {
    String answer = say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close");
    assertThat(answer).contains("application/problem+json").contains("\"status\":413");
  }

  @Test
  void a_body_of_exactly_the_limit_is_accepted() throws IOException {
    String body = "x".repeat(MAX_BODY_BYTES);

    assertThat(say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n" + body))
        .startsWith("HTTP/1.1 200");
    assertThat(
            say(
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n"
                    + body
                    + "\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void a_chunked_body_is_refused_when_it_exceeds_the_limit() throws IOException {
    String chunk = "190\r\n" + "x".repeat(400) + "\r\n";

    String answer =
        say(
            "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(3));

    assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close");
    assertThat(seen.get()).isNull();
  }

  @Test
  void an_expected_continue_is_sent_before_the_body_is_read() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(2_000);
      socket
          .getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] received = socket.getInputStream().readNBytes(25);
      socket.getOutputStream().write("hi".getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(received, StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 100 Continue");
      assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a%2", "/a%", "/%zz", "/%ff", "/%C3", "/%00", "/%+1"})
  void a_malformed_path_is_a_client_error(String path) throws IOException {
    assertThat(say("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONSENSE\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: zz\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\nabc\r\n"
      })
  void malformed_http_is_a_client_error_and_closes_the_connection(String bytes) throws IOException {
    String answer = say(bytes);

    assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
    assertThat(answer).contains("Connection: close").doesNotContain("\tat ", "io.netty");
    assertThat(seen.get()).isNull();
  }

  @Test
  void endless_request_lines_and_headers_are_refused() throws IOException {
    assertThat(say("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 414");
    assertThat(say("GET / HTTP/1.1\r\nHost: localhost\r\nA: " + "a".repeat(40_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void an_incomplete_body_does_not_reach_the_handler() throws IOException {
    String answer =
        RawHttp.sayAndHangUp(
            server.port(), "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30\r\n\r\nabc");

    assertThat(answer).doesNotContain("HTTP/1.1 5", "HTTP/1.1 2");
    assertThat(seen.get()).isNull();
  }

  @Test
  void no_continue_is_sent_for_a_request_that_is_refused() throws IOException {
    String answer =
        say(
            "POST /closed HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 401").doesNotContain("100 Continue");
  }

  @Test
  void an_unexpected_exception_in_the_handler_reveals_nothing_to_the_client() throws IOException {
    String answer = say("GET /boom HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 500").contains("application/problem+json");
    assertThat(answer).doesNotContain("secret", "IllegalState", "\tat ");
  }

  @Test
  void a_request_that_runs_during_a_stop_is_still_answered() throws Exception {
    var answer = new AtomicReference<>("");
    Thread client =
        Thread.ofVirtual()
            .start(() -> {
              try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket
                    .getOutputStream()
                    .write(
                        "GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                byte[] received = socket.getInputStream().readAllBytes();
                answer.set(new String(received, StandardCharsets.US_ASCII));
              } catch (IOException failure) {
                answer.set("failed: " + failure);
              }
            });
    entered.await();

    server.close();

    client.join();
    assertThat(answer.get()).startsWith("HTTP/1.1 200").endsWith("partial result");
  }
}
