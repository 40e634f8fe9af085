package io.surgetank.cli.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.main.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The requests in the `http` blocks of the pages, sent in the page's order to a server with the
/// built-in pipelines, have the responses that the pages show.
@Timeout(60)
class DocumentedHttpTest {
  private static final Path API_PAGE = Path.of("docs/http-api.md");

  @TempDir private Path temp = Path.of("");

  static Stream<Path> pagesWithHttp() {
    return CodeSample.pages().stream().filter(page -> !messages(page).isEmpty());
  }

  @Test
  void the_pages_with_requests_are_found() {
    assertThat(pagesWithHttp()).contains(API_PAGE);
    assertThat(messages(API_PAGE)).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("pagesWithHttp")
  void each_request_has_the_response_that_the_page_shows(Path page) throws IOException {
    List<String> messages = messages(page);
    var responseMatcher = new ResponseMatcher();

    try (var embeddedServer = EmbeddedServer.in(temp.resolve("data"))) {
      for (int i = 0; i < messages.size(); i += 2) {
        var request = HttpMessage.of(responseMatcher.request(messages.get(i)));
        assertThat(request.isResponse()).as("a response without its request: " + request).isFalse();
        responseMatcher.assertMatches(
            HttpMessage.of(response(request, embeddedServer.authority())),
            HttpMessage.of(messages.get(i + 1)));
      }
    }
  }

  /// JSON of another page or language than these is compared with nothing.
  @Test
  void json_blocks_are_parts_of_files_not_responses() {
    for (Path page : CodeSample.pages())
      for (CodeSample sample : CodeSample.of(page))
        if (sample.language().equals("json"))
          assertThat(page).isEqualTo(Path.of("docs/configuration.md"));
  }

  private static List<String> messages(Path page) {
    return CodeSample.of(page).stream()
        .filter(sample -> sample.language().equals("http"))
        .map(CodeSample::code)
        .toList();
  }

  private static String response(HttpMessage request, String authority) throws IOException {
    var head = new StringBuilder(request.startLine() + " HTTP/1.1\r\nHost: " + authority + "\r\n");
    request.headers().forEach(header -> head.append(header).append("\r\n"));
    head.append(
        "Connection: close\r\nContent-Length: %d\r\n\r\n"
            .formatted(request.body().getBytes(UTF_8).length));
    String[] address = authority.split(":", 2);
    try (var socket = new Socket(address[0], Integer.parseInt(address[1]))) {
      socket.getOutputStream().write((head + request.body()).getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
