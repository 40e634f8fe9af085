package io.surgetank.load.send;

import io.surgetank.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The HTTP client of a run: HTTP/1.1 with keep-alive, no redirects, no proxy.
public final class LoadHttpClient implements AutoCloseable {
  private final HttpClient client;
  private final Duration timeout;
  private final Credentials credentials;

  /// Creates a client.
  ///
  /// @param timeout of one response
  public LoadHttpClient(Duration timeout, Credentials credentials) {
    this.timeout = timeout;
    this.credentials = credentials;
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY);
    credentials.tls().ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  public sealed interface GetResult {
    record Received(int status, String text) implements GetResult {}

    record NoResponse(String why) implements GetResult {}
  }

  public GetResult get(URI uri) {
    try {
      var response =
          client.send(
              credentials.addTo(HttpRequest.newBuilder(uri)).timeout(timeout).build(),
              HttpResponse.BodyHandlers.ofString());
      return new GetResult.Received(response.statusCode(), response.body());
    } catch (IOException failed) {
      return new GetResult.NoResponse(FailureNames.of(failed));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new GetResult.NoResponse(FailureNames.INTERRUPTED);
    }
  }

  /// The JSON at a URL. Empty if there is none.
  public Optional<JsonNode> json(URI uri) {
    return switch (get(uri)) {
      case GetResult.Received(var status, var text) when status == 200 -> parsed(text);
      case GetResult.Received _, GetResult.NoResponse _ -> Optional.empty();
    };
  }

  public static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(Json.read(text));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    // The body of a success is not needed.
    return client.send(
        credentials.addTo(request).timeout(timeout).build(),
        head ->
            head.statusCode() < 300
                ? HttpResponse.BodySubscribers.replacing("")
                : HttpResponse.BodyHandlers.ofString().apply(head));
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
