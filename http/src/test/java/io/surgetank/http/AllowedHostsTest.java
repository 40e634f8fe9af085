package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.api.Precheck;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import io.surgetank.testkit.wire.RawHttp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server on loopback, addressed by names.
class AllowedHostsTest {
  private final HttpServer server =
      HttpServer.start(
          new ListenSettings("127.0.0.1", 0, List.of("jobs.example")),
          TestDependencies.of(
              new RequestHandler() {
                @Override
                public Response answer(Request request) {
                  return new Response(200, Map.of(), new byte[0]);
                }

                @Override
                public Precheck precheck(Request head) {
                  return new Precheck.Proceed(100);
                }
              }));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /", "POST /orders", "GET /metrics", "GET /ops/v1/version"})
  void an_unknown_host_is_refused(String request) throws IOException {
    assertThat(said(request, "rebound.example")).startsWith("HTTP/1.1 421 ");
    assertThat(said(request, "jobs.example")).startsWith("HTTP/1.1 200 ");
  }

  /// Load balancers send arbitrary names, and the response has no data of users.
  @ParameterizedTest
  @ValueSource(strings = {"GET /health/live", "HEAD /health/ready", "GET /health/ready?from=lb"})
  void health_is_served_under_any_host(String request) throws IOException {
    assertThat(said(request, "rebound.example")).startsWith("HTTP/1.1 200 ");
    assertThat(said(request, "10.0.0.7:8080")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void a_path_that_only_resembles_health_is_refused() throws IOException {
    for (String path : List.of("/healthy", "/orders/health/live", "/ops/v1/jobs?/health/live"))
      assertThat(said("GET " + path, "rebound.example")).as(path).startsWith("HTTP/1.1 421 ");
  }

  private String said(String request, String host) throws IOException {
    return RawHttp.say(
        server.port(), request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }
}
