package io.surgetank.cli.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command as a process in a separate folder: what it finds there, what it writes, how it ends.
@Timeout(60)
class ServeProcessTest {
  @TempDir private Path folder = Path.of("");

  private Process start(String... words) throws IOException {
    return new ProcessBuilder(JavaCommand.surgetank(List.of(words)))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .start();
  }

  private String run(String... words) throws Exception {
    Process process = start(words);
    try {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      process.waitFor();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  /// The output of a server that is stopped once it has printed `last`.
  private List<String> served(String last, String... words) throws Exception {
    Process server = start(words);
    try (var out = server.inputReader(UTF_8)) {
      var said = new ArrayList<String>();
      String line = out.readLine();
      while (line != null) {
        said.add(line);
        if (line.contains(last)) server.toHandle().destroy();
        line = out.readLine();
      }
      assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).as(String.join("\n", said)).isZero();
      return said;
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void a_configuration_in_the_folder_is_used_and_shown_in_the_banner() throws Exception {
    assertThat(run("init")).contains("surgetank.yaml");
    Path file = folder.resolve("surgetank.yaml");
    Files.writeString(file, Files.readString(file).replace("path: /task", "path: /chores"));

    assertThat(served("Try:", "serve", "--port=0"))
        .anyMatch(line -> line.contains("/chores"))
        .anyMatch(line -> line.contains("Configuration: ./surgetank.yaml"));
    assertThat(run("check")).contains("/chores", "./surgetank.yaml");
    assertThat(run("export", "cloudformation")).contains("/chores", "./surgetank.yaml");
    assertThat(run("check", "--builtin")).contains("/task", "built-in").doesNotContain("/chores");
    assertThat(run("check", "--config=other.yaml"))
        .contains("other.yaml")
        .doesNotContain("/chores");
  }

  @Test
  void with_json_logs_every_line_is_json() throws Exception {
    List<String> said = served("listening", "serve", "--port=0", "--log-format=json");

    assertThat(said)
        .allSatisfy(line -> assertThat(Json.read(line).path("event").asString()).isNotEmpty());
    assertThat(said.stream().map(line -> Json.read(line).path("event").asString()))
        .startsWith("opened", "store_created", "listening");
    assertThat(Json.read(said.get(2)).path("configuration").asString()).isEqualTo("built-in");
    var last = Json.read(said.getLast());
    assertThat(last.path("event").asString()).isEqualTo("stopped");
    assertThat(last.path("unfinished").asInt(-1)).isZero();
    assertThat(last.path("took_ms").asInt(-1)).isBetween(0, 10_000);
  }

  @Test
  void an_error_at_the_start_is_json_too() throws Exception {
    Files.writeString(folder.resolve("surgetank.yaml"), "pipelines: {a: {colour: red}}");

    assertThat(run("serve", "--port=0", "--log-format=json").lines())
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(Json.read(line).path("event").asString()).isEqualTo("not_started"));
  }

  @Test
  void a_stop_is_logged_as_text() throws Exception {
    assertThat(served("Try:", "serve", "--port=0").getLast()).contains("event=stopped");
  }
}
