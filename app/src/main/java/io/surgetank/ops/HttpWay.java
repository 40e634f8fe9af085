package io.surgetank.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// To a server that runs somewhere.
public final class HttpWay implements Way {
  /// An audit reads every record; minutes are fair for millions of them.
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Address address;

  public HttpWay(Address address) {
    this.address = address;
  }

  @Override
  public Answer ask(Question question) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address.url() + question.target()))
            .timeout(LONGEST)
            .method(question.method(), HttpRequest.BodyPublishers.ofString(question.body()));
    question.headers().forEach(request::header);
    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  @Override
  public String place() {
    return address.url();
  }

  @Override
  public String token() {
    return address.token();
  }

  @Override
  public void close() {
    http.close();
  }
}
