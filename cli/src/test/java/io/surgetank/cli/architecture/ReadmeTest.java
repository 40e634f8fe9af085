package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.main.EmbeddedServer;
import io.surgetank.deploy.infra.RequiredTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the README work as they are.
class ReadmeTest {
  private static final Pattern ORDER =
      Pattern.compile("(?s)Send an order.*?```sh\\n(.*?curl.*?)```");

  @TempDir private Path temp = Path.of("");

  @Test
  void the_curl_line_sends_an_order() throws Exception {
    RequiredTool.CURL.path();
    Matcher block = ORDER.matcher(Repository.readme());
    assertThat(block.find()).as("a sh block with curl after \"Send an order\"").isTrue();

    try (var embeddedServer = EmbeddedServer.in(temp)) {
      String command =
          block.group(1).replaceAll("(127\\.0\\.0\\.1|localhost):8080", embeddedServer.authority());
      var builder = new ProcessBuilder("/bin/sh", "-c", command);
      builder.environment().put("PATH", RequiredTool.searchPath());
      var process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor()).isZero();
      assertThat(output).contains("\"message\":\"Order received\"", "\"status\":\"PENDING\"");
    }
  }

  @Test
  void the_two_commands_are_there() {
    for (String command : new String[] {"surgetank serve", "mvnw verify"}) {
      assertThat(Repository.readme()).contains("./" + command);
      String file = command.substring(0, command.indexOf(' '));
      assertThat(Files.isExecutable(Repository.root().resolve(file))).isTrue();
    }
  }
}
