package io.surgetank.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.testkit.token.KeySetServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Key sets of real servers and files that are slow, large or absent.
@Timeout(60)
class KeySetUrlTest {
  private final KeySetServer server = KeySetServer.start();
  private final CountDownLatch ended = new CountDownLatch(1);

  @AfterEach
  void stop() {
    ended.countDown();
    server.close();
  }

  private KeySetUrl url() {
    return new KeySetUrl(server.url(), KeySetUrlTest::noTls);
  }

  private static SSLContext noTls() {
    throw new IllegalStateException("not for http");
  }

  @Test
  void the_text_of_the_key_set_is_read() throws IOException {
    server.serve("{\"keys\": []}");

    assertThat(url().read()).isEqualTo("{\"keys\": []}");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 401, 404, 500, 503})
  void another_status_than_200_is_a_failure(int status) {
    server.serve(exchange -> KeySetServer.send(exchange, status, ""));

    assertThatThrownBy(() -> url().read())
        .isInstanceOf(IOException.class)
        .hasMessage(server.url() + " answered with status " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirects_are_not_followed(int status) {
    server.serve(exchange -> {
      exchange.getResponseHeaders().set("Location", server.url().toString());
      KeySetServer.send(exchange, status, "");
    });

    assertThatThrownBy(() -> url().read())
        .hasMessageContaining("redirects are not followed: set the final URL");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void a_large_answer_is_not_read_to_its_end() {
    server.serve("{\"keys\":[\"" + "a".repeat(KeySetSource.MAX_BYTES) + "\"]}");

    assertThatThrownBy(() -> url().read()).isInstanceOf(IOException.class);
  }

  @Test
  void an_endless_answer_is_not_read_to_its_end() {
    server.serve(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        while (ended.getCount() > 0) out.write(new byte[64 * 1024]);
      }
    });

    assertThatThrownBy(() -> url().read()).isInstanceOf(IOException.class);
  }

  @Test
  void an_answer_that_does_not_end_is_a_failure_in_time() {
    server.serve(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("{\"keys\"".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      await(ended);
    });
    var brief = new KeySetUrl(server.url(), KeySetUrlTest::noTls, Duration.ofMillis(300));

    assertThatThrownBy(brief::read).hasMessageContaining("sent no complete answer within 300 ms");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_server_that_is_not_there_is_a_failure() {
    server.close();

    assertThatThrownBy(() -> url().read()).hasMessage(server.url() + ": connection refused");
  }

  @Test
  void closing_ends_a_read() throws Exception {
    var begun = new CountDownLatch(1);
    server.serve(_ -> {
      begun.countDown();
      await(ended);
    });
    var source = new KeySetUrl(server.url(), KeySetUrlTest::noTls, Duration.ofHours(1));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var read = threads.submit(source::read);
      begun.await();

      source.close();

      assertThatThrownBy(read::get).hasCauseInstanceOf(IOException.class);
    }
    assertThatThrownBy(source::read).hasMessage("the server is stopping");
  }

  @Test
  void a_file_is_read_up_to_the_same_size(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("jwks.json"), "{}");
    try (var source = new KeySetFile(file)) {
      assertThat(source.read()).isEqualTo("{}");

      Files.writeString(file, "a".repeat(KeySetSource.MAX_BYTES + 1));
      assertThatThrownBy(source::read).hasMessage(file + " has more than 524288 bytes");

      Files.delete(file);
      assertThatThrownBy(source::read).hasMessage(file + " does not exist");

      Files.createDirectory(file);
      assertThatThrownBy(source::read).hasMessage(file + " is a folder");
    }
  }
}
