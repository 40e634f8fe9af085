package io.surgetank.cli.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Connects to a server over HTTP.
public final class HttpTransport implements OpsTransport {
  /// `verify` reads every record; millions of them take minutes.
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final HttpClient http;
  private final ServerAddress serverAddress;

  public HttpTransport(ServerAddress serverAddress) {
    this.serverAddress = serverAddress;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .sslContext(serverAddress.trust())
            .build();
  }

  @Override
  public OpsResponse ask(OpsRequest opsRequest) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(serverAddress.url() + opsRequest.target()))
            .timeout(LONGEST)
            .method(opsRequest.method(), HttpRequest.BodyPublishers.ofString(opsRequest.body()));
    opsRequest.headers().forEach(request::header);
    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new OpsResponse(response.statusCode(), response.body());
  }

  @Override
  public String target() {
    return serverAddress.url();
  }

  @Override
  public String token() {
    return serverAddress.token();
  }

  @Override
  public void close() {
    http.close();
  }
}
