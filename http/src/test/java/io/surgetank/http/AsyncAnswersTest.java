package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import io.surgetank.testkit.wire.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Responses that are complete later, without a thread for each request.
@Timeout(30)
class AsyncAnswersTest {
  private final BlockingQueue<CompletableFuture<Response>> begun = new LinkedBlockingQueue<>();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private final HttpServer server =
      HttpServer.start(new ListenSettings("127.0.0.1", 0), TestDependencies.of(new Handler()));

  private final class Handler implements RequestHandler {
    @Override
    public Response answer(Request request) {
      return response("waited for " + request.path());
    }

    @Override
    public Optional<CompletableFuture<Response>> answerAsync(Request request, Executor executor) {
      threads.add(Thread.currentThread().getName());
      return switch (request.path()) {
        case "/later" -> {
          var later = new CompletableFuture<Response>();
          begun.add(later);
          yield Optional.of(
              later.thenApplyAsync(
                  response -> {
                    threads.add(Thread.currentThread().getName());
                    return response;
                  },
                  executor));
        }
        case "/now" -> Optional.of(CompletableFuture.completedFuture(response("now")));
        case "/thrown" -> throw new IllegalStateException("secret");
        case "/failed" ->
            Optional.of(CompletableFuture.failedFuture(new IllegalStateException("secret")));
        default -> Optional.empty();
      };
    }
  }

  private static Response response(String text) {
    return new Response(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  @BeforeEach
  void silenceLog() {
    LogSilencer.silenceLog();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Socket connect(String bytes) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void a_response_is_sent_by_the_event_loop_when_another_thread_completes_it() throws Exception {
    try (var socket = connect(get("/later"))) {
      begun.take().complete(response("later"));
      server.close();

      assertThat(read(socket)).startsWith("HTTP/1.1 200").endsWith("later");
    }
    assertThat(threads).hasSize(1).allMatch(name -> name.startsWith("http-"));
  }

  @Test
  void pipelined_requests_are_answered_in_their_order() throws Exception {
    try (var socket = connect(get("/later") + get("/now") + get("/wait") + get("/later"))) {
      begun.take().complete(response("first"));
      begun.take().complete(response("last"));
      server.close();

      assertThat(read(socket)).containsSubsequence("first", "now", "waited for /wait", "last");
    }
  }

  @Test
  void a_failure_is_500_and_reveals_nothing() throws IOException {
    assertThat(RawHttp.say(server.port(), get("/thrown") + get("/failed") + get("/now")))
        .containsSubsequence("HTTP/1.1 500", "HTTP/1.1 500", "HTTP/1.1 200", "now")
        .doesNotContain("secret", "IllegalState");
  }

  @Test
  void a_stop_waits_for_a_response_under_way() throws Exception {
    try (var socket = connect(get("/later"))) {
      CompletableFuture<Response> later = begun.take();
      Thread stop = Thread.ofVirtual().start(server::close);
      later.complete(response("stopping"));

      assertThat(read(socket)).startsWith("HTTP/1.1 200").endsWith("stopping");
      stop.join();
    }
  }

  @Test
  void a_client_that_has_left_costs_nothing() throws Exception {
    CompletableFuture<Response> later;
    try (var socket = connect(get("/later"))) {
      later = begun.take();
      socket.setSoLinger(true, 0);
    }
    later.complete(response("unread"));

    assertThat(RawHttp.say(server.port(), get("/now"))).endsWith("now");
  }
}
