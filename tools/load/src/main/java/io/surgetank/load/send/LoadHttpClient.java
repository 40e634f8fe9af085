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

/// The HTTP client of a run: HTTP/1.1, connections kept, no redirects, no proxy.
public final class LoadHttpClient implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  private final Duration timeout;

  /// A client of its own connections.
  ///
  /// @param timeout the longest wait for one answer
  public LoadHttpClient(Duration timeout) {
    this.timeout = timeout;
  }

  /// What came of asking for something.
  public sealed interface Got {
    record Text(int status, String text) implements Got {}

    record Silence(String why) implements Got {}
  }

  public Got get(URI uri) {
    try {
      var response =
          client.send(
              HttpRequest.newBuilder(uri).timeout(timeout).build(),
              HttpResponse.BodyHandlers.ofString());
      return new Got.Text(response.statusCode(), response.body());
    } catch (IOException silent) {
      return new Got.Silence(FailureNames.told(silent));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return new Got.Silence(FailureNames.INTERRUPTED);
    }
  }

  /// The JSON at an address. Empty when there is none.
  public Optional<JsonNode> json(URI uri) {
    return switch (get(uri)) {
      case Got.Text(var status, var text) when status == 200 -> parsed(text);
      case Got.Text _, Got.Silence _ -> Optional.empty();
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
    // The body of a success is not looked at: the Location says all.
    return client.send(
        request.timeout(timeout).build(),
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
