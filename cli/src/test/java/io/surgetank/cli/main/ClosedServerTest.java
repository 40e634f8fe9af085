package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.testkit.wire.RawHttp;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that requires keys, over HTTP.
@Timeout(120)
class ClosedServerTest {
  private static final String ORDER =
      "{\"productId\": \"T\", \"quantity\": 1, \"customerEmail\": \"a@b.co\", \"unitPrice\": 1}";

  @TempDir private Path data = Path.of("");

  private String key(String... options) {
    var words = new ArrayList<>(List.of("keys", "create", "test", "--data=" + data));
    words.addAll(List.of(options));
    return CommandOutput.by(words.toArray(String[]::new)).out().strip();
  }

  @Test
  void without_any_key_only_health_and_the_operator_are_answered() throws Exception {
    try (var server = EmbeddedServer.requiringKeys(data)) {
      assertThat(server.greeting().access()).isEqualTo(CommandRuntime.Access.NEEDS_FIRST_KEY);
      for (String path : List.of("/", "/orders", "/metrics", "/openapi.json", "/nothing"))
        assertThat(server.get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(server.post("/orders", ORDER).statusCode()).isEqualTo(401);
      assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
      String operator = "Bearer " + server.token();
      assertThat(server.post("/orders", ORDER, "Authorization", operator).statusCode())
          .isEqualTo(202);

      String key = key("--scope=submit");
      assertThat(server.post("/orders", ORDER, "Authorization", "Bearer " + key).statusCode())
          .isEqualTo(202);
    }
    try (var server = EmbeddedServer.requiringKeys(data)) {
      assertThat(server.greeting().access()).isEqualTo(CommandRuntime.Access.NEEDS_KEY);
    }
  }

  /// The body of a refused request is not read, and the connection remains in step.
  @Test
  void a_refused_request_is_answered_before_its_body() throws Exception {
    try (var server = EmbeddedServer.requiringKeys(data)) {
      String answer =
          RawHttp.say(
              server.port(),
              "POST /orders HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 401 ").contains("WWW-Authenticate: Bearer");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer KEY\r\nAuthorization: Bearer KEY",
        "Authorization: Bearer KEY, Bearer KEY",
        "Authorization: Basic KEY",
        "authorization : Bearer KEY",
        "X-Authorization: Bearer KEY",
        "Proxy-Authorization: Bearer KEY",
        "Authorization: Bearer KEY\u0000",
        "Authorization:\r\n Bearer KEY"
      })
  void a_key_in_a_malformed_or_other_header_is_refused(String header) throws Exception {
    try (var server = EmbeddedServer.requiringKeys(data)) {
      String key = key("--scope=read");
      String request = "GET /orders HTTP/1.1\r\nHost: localhost\r\n%s\r\nConnection: close\r\n\r\n";

      assertThat(RawHttp.say(server.port(), request.formatted("Authorization: Bearer " + key)))
          .startsWith("HTTP/1.1 200 ");
      assertThat(RawHttp.say(server.port(), request.formatted(header.replace("KEY", key))))
          .containsPattern("^HTTP/1.1 40[01] ");
    }
  }

  @Test
  void a_page_that_was_rebound_to_loopback_is_refused_with_and_without_keys() throws Exception {
    try (var server = EmbeddedServer.in(data)) {
      String request =
          "GET /orders HTTP/1.1\r\nHost: rebound.example:%d\r\n%sConnection: close\r\n\r\n";

      assertThat(RawHttp.say(server.port(), request.formatted(server.port(), "")))
          .startsWith("HTTP/1.1 421 ");
      String header = "Authorization: Bearer " + key("--scope=read") + "\r\n";
      assertThat(RawHttp.say(server.port(), request.formatted(server.port(), header)))
          .startsWith("HTTP/1.1 421 ");
    }
  }

  @Test
  void valid_requests_are_served_beside_many_with_wrong_keys() throws Exception {
    try (var server = EmbeddedServer.requiringKeys(data);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String key = key("--scope=submit");
      String wrong = key.substring(0, key.length() - 1) + (key.endsWith("0") ? '1' : '0');
      Future<Integer> refused =
          threads.submit(() -> {
            int count = 0;
            for (int i = 0; i < 2_000; i++) {
              int status =
                  server.post("/orders", ORDER, "Authorization", "Bearer " + wrong).statusCode();
              // 429 after a number of wrong keys.
              if (status == 401 || status == 429) count++;
            }
            return count;
          });

      for (int i = 0; i < 200; i++)
        assertThat(server.post("/orders", ORDER, "Authorization", "Bearer " + key).statusCode())
            .isEqualTo(202);

      assertThat(refused.get()).isEqualTo(2_000);
      assertThat(server.operate("ledger").at("/pipelines/orders/accepted").asInt()).isEqualTo(200);
    }
  }

  @Test
  void an_insecure_start_says_so_in_both_log_formats() throws Exception {
    for (String format : List.of("text", "json")) {
      Process process =
          new ProcessBuilder(
                  JavaCommand.surgetank(
                      List.of(
                          "serve",
                          "--port=0",
                          "--insecure",
                          "--log-level=error",
                          "--log-format=" + format,
                          "--data=" + data.resolve(format))))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        assertThat(lineWith(process.inputReader(), "--insecure"))
            .contains("anyone who reaches this address");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static String lineWith(BufferedReader output, String text) throws Exception {
    for (String line; (line = output.readLine()) != null; ) if (line.contains(text)) return line;
    throw new AssertionError("the server ended without " + text);
  }

  @Test
  void a_damaged_file_of_keys_refuses_the_start() throws Exception {
    try (var server = EmbeddedServer.requiringKeys(data)) {
      assertThat(server.get("/").statusCode()).isEqualTo(401);
      key("--scope=read");
    }
    Files.writeString(data.resolve("api-keys.json"), "{");

    var start =
        EmbeddedServer.start(
            data, new ConfigurationChoice.BuiltIn(), OutputStream.nullOutputStream());

    assertThat(start).isInstanceOf(CommandRuntime.Start.Refused.class);
    assertThat(((CommandRuntime.Start.Refused) start).errors())
        .singleElement()
        .asString()
        .contains("api-keys.json", "cannot be read");
  }
}
