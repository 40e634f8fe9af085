package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.cli.command.MissingStore;
import io.surgetank.cli.command.ServeSettings;
import io.surgetank.cli.command.TlsChoice;
import io.surgetank.cli.log.LogSettings;
import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.http.proxy.ProxySettings;
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
import java.util.Optional;
import java.util.stream.Stream;
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
    return start(new TlsFiles(used.certificate(), used.key()), data);
  }

  private CommandRuntime.Start start(TlsFiles files, Path data) {
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
            new TlsChoice.On(files),
            ProxySettings.NONE);
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
  void a_load_test_trusts_the_certificate_of_the_data_folder_or_the_given_one() {
    String[] load = {"load", "--total=3", "--sequential"};
    String ca = certificate.certificate().toString();
    String token = server.greeting().token();

    CommandOutput byFolder = with(load, "--data=" + folder.resolve("data"));
    CommandOutput byUrl = with(load, "--url=" + url(), "--ca=" + ca, "--token=" + token);
    CommandOutput untrusted = with(load, "--url=" + url(), "--token=" + token);

    assertThat(byFolder.exit()).as(byFolder.out() + byFolder.err()).isZero();
    assertThat(byUrl.exit()).as(byUrl.out() + byUrl.err()).isZero();
    assertThat(untrusted.exit()).isEqualTo(3);
  }

  private static CommandOutput with(String[] words, String... more) {
    return CommandOutput.by(
        Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void a_command_without_tls_gets_the_reason() {
    String plain = url().replace("https:", "http:");

    CommandOutput listed = jobs("--url", plain, "--token", server.greeting().token());

    assertThat(listed.exit()).isEqualTo(1);
    assertThat(listed.err()).contains("This port accepts HTTPS only.");
  }

  @Test
  void commands_show_the_certificate_that_a_server_requires() {
    TestCertificate own = TestCertificate.create("-dname", "CN=operator");
    String data = folder.resolve("mutual").toString();
    var files =
        new TlsFiles(certificate.certificate(), certificate.key(), Optional.of(own.certificate()));
    CommandRuntime.Running mutual =
        ((CommandRuntime.Start.Up) start(files, folder.resolve("mutual"))).server();

    CommandOutput without = jobs("--data", data);
    CommandOutput shown = jobs("--data", data, "--cert", file(own), "--key", own.key().toString());
    CommandOutput loaded =
        CommandOutput.by(
            "load",
            "--total=3",
            "--data",
            data,
            "--cert",
            file(own),
            "--key",
            own.key().toString());
    mutual.close();

    assertThat(without.exit()).isEqualTo(1);
    assertThat(without.err()).contains("requires a client certificate");
    assertThat(shown.exit()).as(shown.err()).isZero();
    assertThat(loaded.exit()).as(loaded.out() + loaded.err()).isZero();
  }

  private static String file(TestCertificate own) {
    return own.certificate().toString();
  }

  @Test
  void a_client_certificate_needs_its_key_and_an_authority_the_certificate_of_the_server() {
    assertThat(jobs("--url", url(), "--cert", "c").err()).startsWith("--cert requires --key.");
    assertThat(jobs("--url", url(), "--key", "k").err()).startsWith("--key requires --cert.");
    assertThat(CommandOutput.by("load", "--cert", "c").err()).startsWith("--cert requires --key.");
    assertThat(CommandOutput.by("serve", "--tls-client-ca", "ca.pem").err())
        .startsWith("--tls-client-ca requires --tls-cert and --tls-key.");
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
