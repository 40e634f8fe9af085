package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// nginx and HAProxy in front of the server, configured only with its address.
class GatewaysIT {
  private static final String ORDER =
      "{\"productId\":\"A\",\"quantity\":1,\"customerEmail\":\"a@b.example\",\"unitPrice\":1.00}";

  @TempDir private Path folder;
  private Optional<Process> gateway = Optional.empty();

  @AfterEach
  void stop() throws InterruptedException {
    if (gateway.isEmpty()) return;
    gateway.get().destroy();
    if (!gateway.get().waitFor(5, TimeUnit.SECONDS)) gateway.get().destroyForcibly();
  }

  private static Path tool(String name) {
    Optional<Path> found =
        Stream.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/")
            .map(place -> Path.of(place + name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        found.isPresent(), () -> name + " is not installed (Debian: apt-get install " + name + ")");
    return found.orElseThrow();
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void start(String... command) throws IOException {
    gateway =
        Optional.of(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway.log").toFile())
                .start());
  }

  /// Sends requests until the gateway is up.
  private HttpResponse<String> ask(HttpClient client, HttpRequest request) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 503 || System.nanoTime() > end) return response;
      } catch (IOException notYet) {
        if (System.nanoTime() > end)
          throw new IOException(Files.readString(folder.resolve("gateway.log")), notYet);
      }
      Thread.onSpinWait();
    }
  }

  private void submitsAndReads(int port) throws Exception {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      String url = "http://127.0.0.1:" + port;
      var orders = HttpRequest.newBuilder(URI.create(url + "/orders"));
      var posted = ask(client, orders.POST(HttpRequest.BodyPublishers.ofString(ORDER)).build());
      assertThat(posted.statusCode()).as(posted.body()).isEqualTo(202);

      String location = posted.headers().firstValue("Location").orElseThrow();
      String path = location.startsWith("http") ? URI.create(location).getPath() : location;
      var shown = ask(client, HttpRequest.newBuilder(URI.create(url + path)).build());
      assertThat(shown.statusCode()).isEqualTo(200);
      var live = ask(client, HttpRequest.newBuilder(URI.create(url + "/health/live")).build());
      assertThat(live.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void nginx_with_a_bare_proxy_pass() throws Exception {
    Path nginx = tool("nginx");
    int port = freePort();
    try (var embeddedServer = EmbeddedServer.in(folder.resolve("data"))) {
      Path config =
          Files.writeString(
              folder.resolve("nginx.conf"),
              """
              daemon off;
              pid %1$s/nginx.pid;
              error_log stderr;
              events {}
              http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                server {
                  listen 127.0.0.1:%2$d;
                  location / { proxy_pass http://%3$s; }
                }
              }
              """
                  .formatted(folder, port, embeddedServer.authority()));
      start(nginx.toString(), "-e", "stderr", "-c", config.toString());

      submitsAndReads(port);
    }
  }

  @Test
  void haproxy_with_its_own_health_check() throws Exception {
    Path haproxy = tool("haproxy");
    int port = freePort();
    try (var embeddedServer = EmbeddedServer.in(folder.resolve("data"))) {
      Path config =
          Files.writeString(
              folder.resolve("haproxy.cfg"),
              """
              defaults
                mode http
                timeout connect 5s
                timeout client 30s
                timeout server 30s
              listen surgetank
                bind 127.0.0.1:%d
                option httpchk
                server one %s check inter 200ms fall 1
              """
                  .formatted(port, embeddedServer.authority()));
      start(haproxy.toString(), "-db", "-f", config.toString());

      submitsAndReads(port);
      // Its check has run by now: a server that fails it gets no request.
      submitsAndReads(port);
      assertThat(Files.readString(folder.resolve("gateway.log"))).doesNotContain("DOWN");
    }
  }
}
