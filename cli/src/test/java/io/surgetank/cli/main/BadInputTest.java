package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import io.surgetank.testkit.wire.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// For any invalid request the response describes the error; it is never a 5xx or a stack trace.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RunsOn(TestedBackend.EMBEDDED)
@Verifies(Promise.P6)
class BadInputTest {
  private static final String ORDER =
      "{\"productId\":\"A\",\"quantity\":1,\"customerEmail\":\"a@b.example\",\"unitPrice\":1.00}";

  private List<EmbeddedServer> tanks = List.of();

  @BeforeAll
  void start(@TempDir Path temp) {
    tanks = List.of(EmbeddedServer.in(temp));
  }

  @AfterAll
  void stop() {
    tanks.forEach(EmbeddedServer::close);
  }

  private EmbeddedServer server() {
    return tanks.getFirst();
  }

  static Stream<String> badBodies() {
    return Stream.of(
        "",
        " ",
        "{",
        "null",
        "[]",
        "7",
        "\"text\"",
        "{\"productId\":\"A\"}",
        ORDER + ORDER,
        ORDER.replace("1.00", "NaN"),
        ORDER.replace("1.00", "1e999999999"),
        ORDER.replace("1.00", "\"1.00\""),
        ORDER.replace("1.00", "1." + "0".repeat(10_000)),
        ORDER.replace("\"quantity\":1", "\"quantity\":true"),
        ORDER.replace("\"quantity\":1", "\"quantity\":1,\"quantity\":2"),
        ORDER.replace("\"A\"", "\"\\ud800\""),
        ORDER.replace("\"A\"", "\"\\u0000\""),
        ORDER.replace("\"A\"", "\"\u0000\""),
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void a_bad_body_is_refused_with_a_problem(String body) throws Exception {
    HttpResponse<String> response =
        server().post("/orders", body, "Content-Type", "application/json");

    assertThat(response.statusCode()).as(response.body()).isBetween(400, 422);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(response.body()).doesNotContain("\tat ", "Exception", "io.surgetank");
  }

  private String raw(String headers, byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        ("POST /orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
                    .formatted(body.length, headers))
            .getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(body);
    return RawHttp.say(server().port(), bytes.toByteArray());
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() throws IOException {
    assertThat(raw("", ORDER.replace("A", "\u00ff").getBytes(StandardCharsets.ISO_8859_1)))
        .startsWith("HTTP/1.1 4");
  }

  @Test
  void a_gzipped_body_is_refused_and_not_decompressed() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(ORDER.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(raw("Content-Encoding: gzip\r\n", packed.toByteArray())).startsWith("HTTP/1.1 415");
  }

  @Test
  void a_body_over_the_pipeline_s_limit_is_refused() throws Exception {
    String body = ORDER.replace("\"A\"", "\"" + "A".repeat(300_000) + "\"");

    assertThat(server().post("/orders", body, "Content-Type", "application/json").statusCode())
        .isEqualTo(413);
  }

  @Test
  void a_body_over_the_server_s_limit_is_refused_in_any_framing() throws IOException {
    assertThat(
            RawHttp.say(
                server().port(),
                "POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000000\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
    assertThat(
            RawHttp.say(
                server().port(),
                "POST /orders HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n70000000\r\n"))
        .doesNotContain("HTTP/1.1 5", "HTTP/1.1 2");
  }

  @Test
  void a_duplicate_idempotency_key_is_refused() throws IOException {
    String answer =
        raw(
            "Idempotency-Key: \"a\"\r\nIdempotency-Key: \"b\"\r\n",
            ORDER.getBytes(StandardCharsets.UTF_8));

    assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
  }

  @Test
  void an_unknown_path_is_not_found_and_a_wrong_method_lists_the_allowed_ones() throws Exception {
    assertThat(server().get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(server().get("/orders/not-an-id").statusCode()).isEqualTo(404);
    assertThat(server().get("/orders/..%2f..%2fetc%2fpasswd").statusCode()).isEqualTo(404);
    HttpResponse<String> posted = server().post("/metrics", "{}");
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).isPresent();
  }

  @Test
  void an_unknown_content_type_is_refused() throws Exception {
    assertThat(server().post("/orders", "<order/>", "Content-Type", "application/xml").statusCode())
        .isEqualTo(415);
  }

  @Test
  void operations_need_the_token() throws Exception {
    assertThat(server().get("/ops/v1/jobs").statusCode()).isEqualTo(401);
    assertThat(server().get("/ops/v1/jobs", "Authorization", "Bearer wrong").statusCode())
        .isEqualTo(401);
  }

  static LongStream seeds() {
    return new Random().longs(5);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_damaged_order_is_never_a_server_error(long seed) throws IOException {
    var random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      byte[] body = ORDER.getBytes(StandardCharsets.UTF_8);
      for (int hits = random.nextInt(4); hits >= 0; hits--)
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);

      assertThat(raw("", body)).doesNotStartWith("HTTP/1.1 5").startsWith("HTTP/1.1 ");
    }
  }

  @Test
  void verification_passes_after_all_of_these() throws Exception {
    assertThat(server().operate("verify").path("passes").asBoolean()).isTrue();
  }
}
