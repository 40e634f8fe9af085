package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.main.EmbeddedServer;
import io.surgetank.core.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// docs/handlers.md shows the results of the built-in handlers.
@Timeout(60)
class HandlerResultsPageTest {
  private static final Pattern CODE = Pattern.compile("`(\\{[^`]+})`");

  @TempDir private Path temp = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          order | 0 | /orders       | {"productId":"T","quantity":1,"customerEmail":"a@b.org","unitPrice":100.00}
          order | 1 | /order        | {"email":"a@b.org","items":[{"sku":"BOOK-001","qty":2}]}
          order | 2 | /orders       | {"order_id":"o-1"}
          task  | 0 | /task         | {"description":"water the plants"}
          task  | 1 | /api/v1/tasks | {"taskId":1,"payload":{}}
          """)
  void a_result_is_as_shown(String handler, int position, String path, String payload)
      throws IOException, InterruptedException {
    try (var embeddedServer = EmbeddedServer.in(temp.resolve("data"))) {
      String location =
          embeddedServer
              .post(path, payload, "Content-Type", "application/json")
              .headers()
              .firstValue("Location")
              .orElseThrow();
      JsonNode job = embeddedServer.ended(location);

      assertThat(job.path("status").asString()).isEqualTo("PROCESSED");
      new ResponseMatcher()
          .assertMatches(job.path("result"), shownResults(handler).get(position), "result");
    }
  }

  /// The JSON in the row of this handler, with `…` as a text.
  private static List<JsonNode> shownResults(String handler) {
    String row =
        Pages.text(Path.of("docs/handlers.md"))
            .lines()
            .filter(line -> line.startsWith("| `" + handler + "` |"))
            .findFirst()
            .orElseThrow();
    return CODE.matcher(row)
        .results()
        .map((MatchResult code) -> Json.read(code.group(1).replace(":…", ":\"…\"")))
        .toList();
  }
}
