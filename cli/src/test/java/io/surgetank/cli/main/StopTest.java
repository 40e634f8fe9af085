package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.ConfigurationChoice;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What a polite stop leaves behind.
class StopTest {
  /// A pipeline whose attempts take long enough to be in flight at the stop.
  private static final String SLOW =
      """
      pipelines:
        slow:
          intake:
            path: /slow
            schema: slow.schema.json
          work:
            handler: task
            timeout: 60s
            simulate: {delay: 20s..20s}
      """;

  @Test
  void a_stop_during_processing_takes_seconds_and_loses_nothing(
      @TempDir Path folder, @TempDir Path config) throws Exception {
    Files.writeString(config.resolve("surgetank.yaml"), SLOW);
    Files.writeString(config.resolve("slow.schema.json"), "{\"type\": \"object\"}");
    var configuration = new ConfigurationChoice.File(config.resolve("surgetank.yaml"));
    var locations = new ArrayList<String>();
    try (var embeddedServer = EmbeddedServer.with(folder, configuration)) {
      for (int job = 0; job < 20; job++)
        locations.add(
            embeddedServer
                .post("/slow", "{}", "Content-Type", "application/json")
                .headers()
                .firstValue("Location")
                .orElseThrow());
      untilOneIsRunning(embeddedServer, locations.getFirst());

      long began = System.nanoTime();
      embeddedServer.stop();

      assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }
    try (var again = EmbeddedServer.with(folder, configuration)) {
      for (String location : locations) {
        JsonNode job = io.surgetank.core.json.Json.read(again.get(location).body());
        assertThat(job.path("status").asString()).isIn("PENDING", "PROCESSING", "RETRYING");
      }
      assertThat(again.operate("verify").path("passes").asBoolean()).isTrue();
    }
  }

  private static void untilOneIsRunning(EmbeddedServer embeddedServer, String location)
      throws Exception {
    String status = "";
    while (!status.equals("PROCESSING"))
      status =
          io.surgetank.core.json.Json.read(embeddedServer.get(location, "Prefer", "wait=1").body())
              .path("status")
              .asString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "HUP"})
  void a_signal_stops_the_process_and_removes_its_server_file(String signal, @TempDir Path folder)
      throws Exception {
    var command = new ArrayList<>(withDefaultSignals());
    command.addAll(JavaCommand.surgetank(List.of("serve", "--port=0", "--data=" + folder)));
    Process server =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader output = server.inputReader();
        var client = HttpClient.newHttpClient()) {
      String first = output.readLine();
      String url = first.substring(first.indexOf("http://"));
      var task =
          HttpRequest.newBuilder(URI.create(url + "/task"))
              .POST(HttpRequest.BodyPublishers.ofString("{\"description\":\"water\"}"))
              .build();
      assertThat(client.send(task, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(202);
      assertThat(folder.resolve("server.json")).exists();

      Process kill =
          new ProcessBuilder("kill", "-" + signal, "" + server.pid()).inheritIO().start();
      assertThat(kill.waitFor()).isZero();

      assertThat(server.waitFor(8, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isZero();
      assertThat(folder.resolve("server.json")).doesNotExist();
      assertThat(folder.resolve("operator.token")).exists();
      assertThat(output.lines()).anyMatch(line -> line.contains("event=accepted"));
    } finally {
      server.destroyForcibly();
    }
  }

  /// A build that was started by `nohup` ignores SIGHUP, and so would its child processes. Empty
  /// where `env` cannot change that.
  private static List<String> withDefaultSignals() throws Exception {
    var command = List.of("env", "--default-signal=HUP");
    var trial = new ArrayList<>(command);
    trial.add("true");
    Process env = new ProcessBuilder(trial).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return env.waitFor() == 0 ? command : List.of();
  }
}
