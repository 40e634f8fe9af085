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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A server in a separate process, and a client for it.
final class ServerProcess implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final String url;

  private ServerProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// With one pipeline, at `/mine`.
  ///
  /// @param pipeline sections of its configuration except the intake
  static ServerProcess start(Path folder, String pipeline) throws IOException {
    Files.writeString(folder.resolve("mine.schema.json"), "{\"type\": \"object\"}");
    Path configuration =
        Files.writeString(
            folder.resolve("mine.yaml"),
            "pipelines:\n  mine: {intake: {path: /mine, schema: mine.schema.json}, %s}\n"
                .formatted(pipeline));
    return serve("--data=" + folder.resolve("data"), "--config=" + configuration);
  }

  static ServerProcess serve(String... options) throws IOException {
    var words = new ArrayList<String>(List.of("serve", "--port=0", "--log-level=error"));
    words.addAll(List.of(options));
    Process process =
        new ProcessBuilder(JavaCommand.surgetank(words))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new ServerProcess(process, url(process.inputReader()));
  }

  private static String url(BufferedReader output) throws IOException {
    for (String line; (line = output.readLine()) != null; )
      if (line.contains("listening on ")) return line.substring(line.indexOf("http://"));
    throw new AssertionError("the server ended before it listened");
  }

  /// Where the job accepted by the pipeline at `/mine` is.
  String submit(String payload) throws IOException, InterruptedException {
    HttpResponse<String> reply = post("/mine", payload);
    if (reply.statusCode() != 202) throw new AssertionError(reply.body());
    return reply.headers().firstValue("Location").orElseThrow();
  }

  HttpResponse<String> post(String path, String payload) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url + path));
    request.header("Content-Type", "application/json");
    return send(request.POST(HttpRequest.BodyPublishers.ofString(payload)));
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

  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time);
  }

  boolean isAlive() {
    return process.isAlive();
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
