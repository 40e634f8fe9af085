package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.api.Response;
import io.surgetank.http.tls.TransportSecurity;
import io.surgetank.testkit.wire.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests as bytes, and the expected response statuses: `raw-requests.txt`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawRequestsTest {
  /// Neither closed by the server nor incomplete.
  private static final Pattern FOLLOWED = Pattern.compile("(?:200 ?)+");

  private static final String LAST =
      "GET /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private HttpServer server = start();

  private HttpServer start() {
    return HttpServer.start(
        new ListenSettings("127.0.0.1", 0),
        TestDependencies.of(
                request -> {
                  String text =
                      request.method() + " " + request.path() + " [" + body(request.body()) + "]";
                  return new Response(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
                })
            .with(transportSecurity()));
  }

  TransportSecurity transportSecurity() {
    return new TransportSecurity.PlainText();
  }

  /// The response to exactly these bytes.
  String say(int port, byte[] bytes) throws IOException {
    return RawHttp.say(port, bytes);
  }

  private static String body(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @BeforeAll
  void silenceLog() {
    LogSilencer.silenceLog();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /// @param expected statuses in order, then `close` if the connection must be closed, or `open`;
  ///   after `:` what the last response must contain
  record Line(String expected, String bytes) {
    @Override
    public String toString() {
      return expected + "  " + (bytes.length() > 120 ? bytes.substring(0, 120) + "…" : bytes);
    }
  }

  static List<Line> lines() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("src/test/resources/raw-requests.txt"))) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| ", 2))
          .map(parts -> new Line(parts[0].strip(), parts[1]))
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void a_request_is_answered_as_the_standard_says(Line line) throws IOException {
    String[] expected = line.expected().split(":", 2);
    String statuses = expected[0].strip();
    byte[] bytes = unescaped(line.bytes());

    // The request behind it shows that the connection is open, and which bytes were read.
    boolean isFollowed = FOLLOWED.matcher(statuses).matches();
    String received = say(server.port(), isFollowed ? followed(bytes) : bytes);

    assertThat(ResponseStatuses.statuses(received))
        .as(received)
        .isEqualTo(isFollowed ? statuses + " 200 close" : statuses);
    if (isFollowed) assertThat(received).contains("GET /last []");
    if (expected.length == 2) assertThat(received).contains(expected[1].strip());
  }

  private static byte[] followed(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(bytes);
    out.writeBytes(LAST.getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  /// `\r`, `\n`, `\t`, `\0`, `\xHH`, `\s` for a blank at the end, `{text*n}` for repetition.
  private static byte[] unescaped(String text) {
    String plain =
        Pattern.compile("\\{(.+?)\\*(\\d+)}")
            .matcher(text)
            .replaceAll(found ->
                Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
    plain =
        plain
            .replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace("\\0", "\0")
            .replace("\\s", " ");
    plain =
        Pattern.compile("\\\\x([0-9A-F]{2})")
            .matcher(plain)
            .replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)));
    return plain.getBytes(StandardCharsets.ISO_8859_1);
  }
}
