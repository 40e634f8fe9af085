package io.surgetank.cli.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.main.EmbeddedServer;
import io.surgetank.core.json.Json;
import io.surgetank.deploy.infra.RequiredTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The curl commands of the pages work as they are, in the page's order, and print what the page
/// shows. The server has the built-in pipelines, and another port.
class DocumentedCurlTest {
  /// Another test runs these commands, with the page's own configuration.
  private static final Set<Path> RUN_ELSEWHERE = Set.of(Path.of("examples/handler/README.md"));

  private static final String PORT = ":8080";
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

  @TempDir private Path temp = Path.of("");

  static Stream<Path> pagesWithCurl() {
    return CodeSample.pages().stream()
        .filter(page -> CodeSample.of(page).stream().anyMatch(DocumentedCurlTest::callsTheServer))
        .filter(page -> !RUN_ELSEWHERE.contains(page));
  }

  @Test
  void the_pages_with_curl_are_found() {
    assertThat(pagesWithCurl()).contains(Path.of("README.md"), Path.of("docs/operations.md"));
  }

  @ParameterizedTest
  @MethodSource("pagesWithCurl")
  void the_commands_print_what_the_page_shows(Path page) throws Exception {
    RequiredTool.CURL.path();
    // Without this an error response would be a success for curl.
    Files.writeString(temp.resolve(".curlrc"), "silent\nshow-error\nfail-with-body\n");
    List<CodeSample> samples = CodeSample.of(page);

    try (var embeddedServer = EmbeddedServer.in(temp.resolve("data"))) {
      String port = embeddedServer.authority().replaceAll(".*:", ":");
      for (int i = 0; i < samples.size(); i++) {
        if (!callsTheServer(samples.get(i))) continue;
        String output = run(samples.get(i).code().replace(PORT, port));
        if (i + 1 < samples.size() && samples.get(i + 1).code().startsWith("HTTP/"))
          assertThatResponse(output, samples.get(i + 1).code());
      }
    }
  }

  private static boolean callsTheServer(CodeSample sample) {
    return sample.code().contains(PORT)
        && sample.lines().stream().anyMatch(line -> line.matches("(\\w+=\\$\\()?curl .*"));
  }

  private String run(String command) throws Exception {
    var builder = new ProcessBuilder("/bin/sh", "-ec", command).directory(temp.toFile());
    builder.environment().put("PATH", RequiredTool.searchPath());
    builder.environment().put("CURL_HOME", temp.toString());
    var process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(command + "\n" + output).isZero();
    return output.replace("\r\n", "\n");
  }

  /// The page may leave out headers, and has ids and times of another run.
  private static void assertThatResponse(String actual, String shown) {
    List<String> headers = head(actual).lines().map(DocumentedCurlTest::masked).toList();
    assertThat(headers).containsAll(head(shown).lines().map(DocumentedCurlTest::masked).toList());

    JsonNode body = Json.read(body(actual));
    JsonNode shownBody = Json.read(body(shown));
    assertThat(body.propertyNames()).containsExactlyElementsOf(shownBody.propertyNames());
    for (String name : shownBody.propertyNames()) {
      String value = masked(body.path(name).asString());
      String shownValue = masked(shownBody.path(name).asString());
      if (!shownValue.endsWith("…")) assertThat(value).as(name).isEqualTo(shownValue);
    }
  }

  private static String masked(String text) {
    return TIME.matcher(UUID.matcher(text).replaceAll("ID")).replaceAll("TIME");
  }

  private static String head(String response) {
    return response.substring(0, response.indexOf("\n\n"));
  }

  private static String body(String response) {
    return response.substring(response.indexOf("\n\n")).strip();
  }
}
