package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.api.Response;
import io.surgetank.http.tls.ClientCertificate;
import io.surgetank.http.tls.ClientTrust;
import io.surgetank.http.tls.ServerCertificate;
import io.surgetank.http.tls.TlsFiles;
import io.surgetank.http.tls.TransportSecurity;
import io.surgetank.testkit.wire.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that requires certificates of its clients.
class ClientCertificateTest {
  private static final TestCertificate SERVER = TestCertificate.create();
  private static final TestCertificate KNOWN = TestCertificate.create("-dname", "CN=known");
  private static final TestCertificate UNKNOWN = TestCertificate.create("-dname", "CN=unknown");

  @TempDir private Path folder = Path.of("");
  private volatile ServerCertificate certificate;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    LogSilencer.silenceLog();
    trust(KNOWN);
    server =
        HttpServer.start(
            new ListenSettings("127.0.0.1", 0),
            TestDependencies.of(_ -> new Response(200, Map.of(), new byte[0]))
                .with(new TransportSecurity.Tls(() -> certificate)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// As after a change of the file.
  private void trust(TestCertificate client) throws IOException {
    Path authorities = folder.resolve("ca.pem");
    Files.copy(client.certificate(), authorities, StandardCopyOption.REPLACE_EXISTING);
    certificate =
        ServerCertificate.read(
            new TlsFiles(SERVER.certificate(), SERVER.key(), Optional.of(authorities)));
  }

  private static SSLContext shown(TestCertificate own) {
    return ClientTrust.authorities(
        SERVER.certificate(), ClientCertificate.read(own.certificate(), own.key()));
  }

  private static SSLContext shownNone() {
    return ClientTrust.authorities(SERVER.certificate(), ClientCertificate.NONE);
  }

  private HttpResponse<String> get(SSLContext context, String path)
      throws IOException, InterruptedException {
    return get(context, new SSLParameters(), path);
  }

  /// On a new connection.
  private HttpResponse<String> get(SSLContext context, SSLParameters parameters, String path)
      throws IOException, InterruptedException {
    var builder = HttpClient.newBuilder().sslContext(context).sslParameters(parameters);
    try (var client = builder.build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void a_client_with_a_certificate_is_served() throws IOException, InterruptedException {
    assertThat(get(shown(KNOWN), "/orders").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/orders",
        "/ops/v1/jobs",
        "/metrics",
        "/health",
        "/healthy/x",
        "//health/live",
        "/health/x",
        "/health/live/../../orders"
      })
  void a_client_without_one_is_refused(String path) throws IOException, InterruptedException {
    HttpResponse<String> refused = get(shownNone(), path);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("\"title\":\"Client certificate required\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready"})
  void health_checks_need_none(String path) throws IOException, InterruptedException {
    assertThat(get(shownNone(), path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void both_protocols_ask_for_it(String protocol) throws IOException, InterruptedException {
    var parameters = new SSLParameters();
    parameters.setProtocols(new String[] {protocol});
    var known = shown(KNOWN);
    var none = shownNone();
    // The later ones resume the session of the first.
    for (int i = 0; i < 3; i++) {
      assertThat(get(known, parameters, "/orders").statusCode()).isEqualTo(200);
      assertThat(get(none, parameters, "/orders").statusCode()).isEqualTo(403);
    }
  }

  /// The JDK does not check the expiry of a certificate that is trusted itself.
  @Test
  void an_expired_certificate_in_the_file_is_refused() throws IOException, InterruptedException {
    TestCertificate expired =
        TestCertificate.create("-dname", "CN=expired", "-startdate", "-2d", "-validity", "1");
    trust(expired);

    assertThat(get(shown(expired), "/orders").statusCode()).isEqualTo(403);
  }

  /// The client sends no certificate of an authority that the server does not list.
  @Test
  void a_certificate_of_another_authority_is_refused() throws IOException, InterruptedException {
    assertThat(get(shown(UNKNOWN), "/orders").statusCode()).isEqualTo(403);
  }

  @Test
  void a_changed_file_applies_to_new_connections() throws IOException, InterruptedException {
    SSLContext known = shown(KNOWN);
    assertThat(get(known, "/orders").statusCode()).isEqualTo(200);

    trust(UNKNOWN);

    // Its session is not resumed.
    assertThat(get(known, "/orders").statusCode()).isEqualTo(403);
    assertThat(get(shown(UNKNOWN), "/orders").statusCode()).isEqualTo(200);
  }

  @Test
  void a_file_without_certificates_cannot_be_used() {
    var files = new TlsFiles(SERVER.certificate(), SERVER.key(), Optional.of(SERVER.key()));

    assertThatThrownBy(() -> ServerCertificate.read(files))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no certificate in PEM format");
  }

  @Test
  void a_key_of_another_certificate_cannot_be_used() {
    assertThatThrownBy(() -> ClientCertificate.read(KNOWN.certificate(), UNKNOWN.key()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not belong to the certificate");
  }

  @Test
  void an_expired_authority_is_a_warning() {
    assertThat(certificate.warnings(Instant.MAX))
        .anyMatch(text -> text.contains("client certificates that it issued are still accepted"));
  }
}
