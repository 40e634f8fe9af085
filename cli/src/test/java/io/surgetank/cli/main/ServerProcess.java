package io.surgetank.cli.main;

import io.surgetank.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A server in a separate process, with one pipeline at `/mine`, and a client for it.
final class ServerProcess implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final String url;

  private ServerProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// @param pipeline sections of its configuration except the intake
  static ServerProcess start(Path folder, String pipeline) throws IOException {
    Files.writeString(folder.resolve("mine.schema.json"), "{\"type\": \"object\"}");
    Path configuration =
        Files.writeString(
            folder.resolve("mine.yaml"),
            "pipelines:\n  mine: {intake: {path: /mine, schema: mine.schema.json}, %s}\n"
                .formatted(pipeline));
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.surgetank.cli.main.Main", "serve", "--port=0", "--log-level=error"));
    command.addAll(List.of("--data=" + folder.resolve("data"), "--config=" + configuration));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new ServerProcess(process, url(process.inputReader()));
  }

  private static String url(BufferedReader output) throws IOException {
    for (String line; (line = output.readLine()) != null; )
      if (line.contains("listening on ")) return line.substring(line.indexOf("http://"));
    throw new AssertionError("the server ended before it listened");
  }

  /// Where the accepted job is.
  String submit(String payload) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url + "/mine"));
    request.header("Content-Type", "application/json");
    HttpResponse<String> reply = send(request.POST(HttpRequest.BodyPublishers.ofString(payload)));
    if (reply.statusCode() != 202) throw new AssertionError(reply.body());
    return reply.headers().firstValue("Location").orElseThrow();
  }

  JsonNode job(String location) throws IOException, InterruptedException {
    return Json.read(get(location).body());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /// The status with which the process ends within this time.
  int exitStatus(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) throw new AssertionError("still running");
    return process.exitValue();
  }

  /// Ends it as `kill -9` does.
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    client.shutdownNow();
  }
}
