package io.surgetank.deploy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.deployment.AwsAccounts;
import io.surgetank.deploy.deployment.StorageBucket.Condition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What S3 reports of a bucket of another account; moto reports it as one's own.
class S3BucketTest {
  @ParameterizedTest
  @CsvSource({"200, OURS", "404, MISSING", "403, FOREIGN", "301, FOREIGN"})
  void the_status_of_a_head_request_is_the_condition(int status, Condition condition)
      throws IOException {
    var owner = new AtomicReference<>("");
    var server =
        com.sun.net.httpserver.HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          owner.set(exchange.getRequestHeaders().getFirst("x-amz-expected-bucket-owner"));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (var clients =
        new SdkClients(
            new AwsAccounts.Location(
                "eu-central-1", Optional.of(endpoint), Optional.empty(), Optional.empty()))) {
      assertThat(new S3Bucket(clients, "code", "123456789012").condition()).isEqualTo(condition);
      assertThat(owner.get()).isEqualTo("123456789012");
    } finally {
      server.stop(0);
    }
  }
}
