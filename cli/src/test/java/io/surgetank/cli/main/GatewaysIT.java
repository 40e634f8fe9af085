package io.surgetank.cli.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.address.AddressRange;
import io.surgetank.deploy.infra.FreePort;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.RequiredTool;
import io.surgetank.http.proxy.ForwardingHeader;
import io.surgetank.http.proxy.ProxySettings;
import io.surgetank.http.proxy.PublicUrl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// nginx and HAProxy in front of the server, configured only with its address, and nginx as the
/// installation page configures it.
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

  /// A client of `jobs.example.com` that accepts only this certificate.
  private record TlsClient(Path curl, Path certificate, int port) {
    String status(String path, String... options) throws Exception {
      String host = "jobs.example.com:" + port;
      var command = new ArrayList<String>(List.of(curl.toString(), "-sS", "--path-as-is"));
      command.addAll(List.of("--retry", "20", "--retry-connrefused", "--retry-delay", "1"));
      command.addAll(List.of("--cacert", certificate.toString()));
      command.addAll(List.of("--resolve", host + ":127.0.0.1"));
      command.addAll(List.of("-o", "/dev/null", "-w", "%{http_code}", "https://" + host + path));
      command.addAll(List.of(options));
      return output(command);
    }
  }

  private static String output(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(command + ": " + output).isZero();
    return output;
  }

  private void createCertificate(Path openssl) throws Exception {
    var command = new ArrayList<String>(List.of(openssl.toString(), "req", "-x509", "-nodes"));
    command.addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
    command.addAll(List.of("-subj", "/CN=jobs.example.com"));
    command.addAll(List.of("-addext", "subjectAltName=DNS:jobs.example.com"));
    command.addAll(List.of("-keyout", folder.resolve("jobs.key").toString()));
    command.addAll(List.of("-out", folder.resolve("jobs.pem").toString()));
    output(command);
  }

  private static String serverOfInstallationPage() throws IOException {
    String page = Files.readString(Infra.root().resolve("docs/installation.md"));
    Matcher block = Pattern.compile("(?s)```nginx\\n(server \\{.*?)```").matcher(page);
    assertThat(block.find()).as("an nginx block with a server").isTrue();
    return block.group(1);
  }

  private static String replaced(String text, String old, String replacement) {
    assertThat(text).contains(old);
    return text.replace(old, replacement);
  }

  /// The server with temporary files in the test's folder.
  private Path nginxConfiguration(String server) throws IOException {
    return Files.writeString(
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
          %2$s
        }
        """
            .formatted(folder, server));
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
    Path nginx = RequiredTool.NGINX.path();
    int port = FreePort.find();
    try (var embeddedServer = EmbeddedServer.in(folder.resolve("data"))) {
      String server =
          "server { listen 127.0.0.1:%d; location / { proxy_pass http://%s; } }"
              .formatted(port, embeddedServer.authority());
      start(nginx.toString(), "-e", "stderr", "-c", nginxConfiguration(server).toString());

      submitsAndReads(port);
    }
  }

  @Test
  void nginx_as_the_installation_page_configures_it() throws Exception {
    Path nginx = RequiredTool.NGINX.path();
    Path openssl = RequiredTool.OPENSSL.path();
    Path curl = RequiredTool.CURL.path();
    createCertificate(openssl);
    int port = FreePort.find();
    try (var embeddedServer = EmbeddedServer.in(folder.resolve("data"))) {
      String server = serverOfInstallationPage();
      server = replaced(server, "listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
      server = replaced(server, "/etc/nginx/", folder + "/");
      server = replaced(server, "127.0.0.1:8080", embeddedServer.authority());
      start(nginx.toString(), "-e", "stderr", "-c", nginxConfiguration(server).toString());

      var client = new TlsClient(curl, folder.resolve("jobs.pem"), port);
      assertThat(client.status("/orders", "--data", ORDER)).isEqualTo("202");
      assertThat(client.status("/health/ready")).isEqualTo("200");
      for (String internal : List.of("/ops", "/ops/v1/openapi.json", "//ops/v1/dead", "/metrics"))
        assertThat(client.status(internal)).as(internal).isEqualTo("403");
    }
  }

  /// nginx connects from another address than the client, which is not a proxy.
  @Test
  void nginx_reports_the_addresses_of_clients_whatever_they_send() throws Exception {
    Path nginx = RequiredTool.NGINX.path();
    int port = FreePort.find();
    var proxies =
        new ProxySettings(
            List.of(AddressRange.parse("127.0.0.2")),
            ForwardingHeader.X_FORWARDED_FOR,
            Optional.of(PublicUrl.parse("http://127.0.0.1:" + port + "/jobs")));
    try (var embeddedServer = EmbeddedServer.behind(folder.resolve("data"), proxies);
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      String server =
          """
          server {
            listen 127.0.0.1:%d;
            location /jobs/ {
              proxy_bind 127.0.0.2;
              proxy_pass http://%s/;
              proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            }
          }
          """
              .formatted(port, embeddedServer.authority());
      start(nginx.toString(), "-e", "stderr", "-c", nginxConfiguration(server).toString());
      String orders = "http://127.0.0.1:" + port + "/jobs/orders";
      String bearer = "Bearer " + embeddedServer.token();

      var posted =
          ask(
              client,
              HttpRequest.newBuilder(URI.create(orders))
                  .header("Authorization", bearer)
                  .POST(HttpRequest.BodyPublishers.ofString(ORDER))
                  .build());
      String location = posted.headers().firstValue("Location").orElseThrow();
      var shown =
          HttpRequest.newBuilder(URI.create(location)).header("Authorization", bearer).build();
      int last = 0;
      for (int i = 0; i < 100 && last != 429; i++)
        last =
            ask(
                    client,
                    HttpRequest.newBuilder(URI.create(orders))
                        .headers("Authorization", "Bearer wrong", "X-Forwarded-For", "192.0.2." + i)
                        .header("Forwarded", "for=192.0.2." + i)
                        .build())
                .statusCode();

      assertThat(location).startsWith(orders + "/");
      assertThat(last).as("the client's own address is limited").isEqualTo(429);
      assertThat(ask(client, shown).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void haproxy_with_its_own_health_check() throws Exception {
    Path haproxy = RequiredTool.HAPROXY.path();
    int port = FreePort.find();
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
