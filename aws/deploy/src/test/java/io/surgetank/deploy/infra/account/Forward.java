package io.surgetank.deploy.infra.account;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;

/// Lets another server of this machine answer: an emulator, an API that was deployed.
///
/// @param other asked for with every request, so that it may begin later than this
public record Forward(Supplier<URI> other) implements Service {
  private static final List<String> PASSED =
      List.of("Content-Type", "X-Amz-Target", "X-Amz-Date", "Authorization", "Accept");

  @Override
  public Answer answer(Asked asked) throws IOException {
    var request =
        HttpRequest.newBuilder(other.get().resolve(asked.rawTarget()))
            .method(asked.method(), HttpRequest.BodyPublishers.ofByteArray(asked.body()));
    for (String name : PASSED)
      if (!asked.header(name).isEmpty()) request.header(name, asked.header(name));
    try (var client = HttpClient.newHttpClient()) {
      var reply = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      var headers = new HashMap<String, String>();
      reply
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!name.matches("(?i)content-length|transfer-encoding|connection|date|:.*"))
              headers.put(name, values.getFirst());
          });
      return new Answer(reply.statusCode(), headers, reply.body());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException(hurried);
    }
  }
}
