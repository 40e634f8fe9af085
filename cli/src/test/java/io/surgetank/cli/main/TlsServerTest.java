package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.cli.command.MissingStore;
import io.surgetank.cli.command.ServeSettings;
import io.surgetank.cli.command.TlsChoice;
import io.surgetank.cli.log.LogSettings;
import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.http.tls.TlsFiles;
import io.surgetank.testkit.wire.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A server with a certificate, the JDK's client, and the commands.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsServerTest {
  @TempDir private static Path folder = Path.of("");

  private final TestCertificate certificate = TestCertificate.create();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private CommandRuntime.Running server;

  private CommandRuntime.Start start(TestCertificate used) {
    return start(used, folder.resolve("data"));
  }

  private CommandRuntime.Start start(TestCertificate used, Path data) {
    var settings =
        new ServeSettings(
            "127.0.0.1",
            0,
            data,
            new ConfigurationChoice.BuiltIn(),
            List.of(),
            LogSettings.DEFAULT,
            List.of(),
            MissingStore.CREATE,
            AnonymousAccess.UNTIL_FIRST_KEY,
            new TlsChoice.On(new TlsFiles(used.certificate(), used.key())));
    return new Wiring().start(settings, _ -> {}, log);
  }

  @BeforeAll
  void startServer() {
    server = ((CommandRuntime.Start.Up) start(certificate)).server();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String url() {
    return server.greeting().url();
  }

  private CommandOutput jobs(String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "jobs";
    words[1] = "ls";
    System.arraycopy(options, 0, words, 2, options.length);
    return CommandOutput.by(words);
  }

  @Test
  void a_job_is_submitted_and_read_over_tls() throws IOException, InterruptedException {
    assertThat(url()).startsWith("https://127.0.0.1:");
    var route = server.greeting().routes().getFirst();
    try (var client = HttpClient.newBuilder().sslContext(certificate.clientContext()).build()) {
      var post =
          HttpRequest.newBuilder(URI.create(url() + route.path()))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(route.example()))
              .build();
      HttpResponse<String> reply = client.send(post, HttpResponse.BodyHandlers.ofString());

      // The client offers HTTP/2 too.
      assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(reply.statusCode()).isEqualTo(202);
      assertThat(reply.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }
  }

  @Test
  void the_metrics_have_the_expiry_of_the_certificate() throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().sslContext(certificate.clientContext()).build()) {
      var get =
          HttpRequest.newBuilder(URI.create(url() + "/metrics"))
              .header("Authorization", "Bearer " + server.greeting().token())
              .build();

      assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).body())
          .containsPattern("\nsurgetank_tls_certificate_expiry_timestamp_seconds [0-9]{10}\n");
    }
  }

  @Test
  void commands_on_the_data_folder_trust_the_certificate_of_its_server() {
    CommandOutput listed = jobs("--data", folder.resolve("data").toString());

    assertThat(listed.err()).isEmpty();
    assertThat(listed.exit()).isZero();
  }

  @Test
  void commands_with_a_url_trust_the_given_certificate() {
    CommandOutput listed =
        jobs(
            "--url",
            url(),
            "--ca",
            certificate.certificate().toString(),
            "--token",
            server.greeting().token());

    assertThat(listed.err()).isEmpty();
    assertThat(listed.exit()).isZero();
  }

  @Test
  void an_untrusted_certificate_is_reported_with_the_option_that_helps() {
    CommandOutput listed = jobs("--url", url(), "--token", server.greeting().token());

    assertThat(listed.exit()).isEqualTo(3);
    assertThat(listed.err())
        .startsWith(
            "The server cannot be reached: the certificate of "
                + url()
                + " is not trusted; set --ca");
  }

  @Test
  void a_certificate_for_another_host_is_reported() {
    TestCertificate other = TestCertificate.create("-ext", "san=dns:jobs.example.com");
    CommandRuntime.Running elsewhere =
        ((CommandRuntime.Start.Up) start(other, folder.resolve("other"))).server();
    String url = elsewhere.greeting().url();

    CommandOutput listed = jobs("--url", url, "--ca", other.certificate().toString());
    elsewhere.close();

    assertThat(listed.exit()).isEqualTo(3);
    assertThat(listed.err()).contains("the certificate of " + url + " is for another host");
  }

  @Test
  void a_file_without_certificates_is_an_invalid_ca() {
    CommandOutput listed = jobs("--url", url(), "--ca", certificate.key().toString());

    assertThat(listed.exit()).isEqualTo(2);
    assertThat(listed.err()).contains("has no certificate in PEM format");
  }

  @Test
  void one_of_the_two_files_is_not_enough() {
    CommandOutput served = CommandOutput.by("serve", "--tls-cert", "cert.pem");

    assertThat(served.exit()).isEqualTo(2);
    assertThat(served.err()).startsWith("--tls-cert requires --tls-key.");
  }

  @Test
  void a_key_of_another_certificate_refuses_the_start() {
    var mixed = new TestCertificate(certificate.certificate(), TestCertificate.create().key());

    assertThat(start(mixed))
        .isEqualTo(
            new CommandRuntime.Start.Refused(
                List.of(
                    "The private key in %s does not belong to the certificate."
                        .formatted(mixed.key()))));
  }

  @Test
  void a_missing_key_refuses_the_start() {
    Path missing = folder.resolve("missing.pem");

    assertThat(start(new TestCertificate(certificate.certificate(), missing)))
        .isEqualTo(
            new CommandRuntime.Start.Refused(
                List.of(
                    "Cannot read the TLS certificate or its key: %s: no such file or folder."
                        .formatted(missing))));
  }
}
