package io.surgetank.proof.server;

import io.surgetank.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Requests to a server. An `IOException` means that its answer is not known.
public final class ServerClient implements ApiClient, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;
  private final String token;

  /// A client of a server that listens.
  ///
  /// @param data the server's folder, which has the operator token
  public ServerClient(URI url, Path data) throws IOException {
    this.url = url;
    this.token = Files.readString(data.resolve("operator.token")).strip();
  }

  @Override
  public JsonResponse post(String path, String body, Optional<String> key)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    key.ifPresent(value -> request.header("Idempotency-Key", value));
    return send(request);
  }

  @Override
  public JsonResponse get(String path) throws IOException, InterruptedException {
    return send(to(path).GET());
  }

  @Override
  public JsonResponse delete(String path) throws IOException, InterruptedException {
    return send(to(path).DELETE());
  }

  public ServerMetrics metrics() throws IOException, InterruptedException {
    return new ServerMetrics(
        http.send(to("/metrics").build(), HttpResponse.BodyHandlers.ofString()).body());
  }

  private HttpRequest.Builder to(String path) {
    var request = HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT);
    return path.startsWith("/ops/") ? request.header("Authorization", "Bearer " + token) : request;
  }

  private JsonResponse send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new JsonResponse(
        response.statusCode(), Json.read(response.body().isEmpty() ? "null" : response.body()));
  }

  /// Ends pending requests: they throw an `IOException`.
  public void abort() {
    http.shutdownNow();
  }

  @Override
  public void close() {
    abort();
  }
}
