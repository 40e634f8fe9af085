package io.surgetank.cli.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.main.EmbeddedServer;
import io.surgetank.deploy.infra.RequiredTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The curl commands of the pages work as they are, in the page's order, and print what the page
/// shows. The server has the built-in pipelines, and another port.
class DocumentedCurlTest {
  /// Another test runs these commands, with the page's own configuration.
  private static final Set<Path> RUN_ELSEWHERE = Set.of(Path.of("examples/handler/README.md"));

  private static final String PORT = ":8080";

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
    var responseMatcher = new ResponseMatcher();

    try (var embeddedServer = EmbeddedServer.in(temp.resolve("data"))) {
      String port = embeddedServer.authority().replaceAll(".*:", ":");
      for (int i = 0; i < samples.size(); i++) {
        if (!callsTheServer(samples.get(i))) continue;
        String output = run(samples.get(i).code().replace(PORT, port));
        if (i + 1 < samples.size() && samples.get(i + 1).code().startsWith("HTTP/"))
          responseMatcher.assertMatches(
              HttpMessage.of(output), HttpMessage.of(samples.get(i + 1).code()));
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
    return output;
  }
}
