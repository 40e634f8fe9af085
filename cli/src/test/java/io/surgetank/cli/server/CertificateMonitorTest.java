package io.surgetank.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.http.tls.ServerCertificate;
import io.surgetank.http.tls.TlsFiles;
import io.surgetank.testkit.wire.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateMonitorTest {
  private static final TestCertificate FIRST = TestCertificate.create("-dname", "CN=first");
  private static final TestCertificate SECOND = TestCertificate.create("-dname", "CN=second");

  @TempDir private Path folder = Path.of("");

  private final List<String> reports = new ArrayList<>();
  private final CertificateMonitor.Listener listener =
      new CertificateMonitor.Listener() {
        @Override
        public void loaded(String subject, Instant expiresAt) {
          reports.add("loaded " + subject + " " + expiresAt);
        }

        @Override
        public void warned(String detail) {
          reports.add("warned " + detail);
        }

        @Override
        public void rejected(String detail) {
          reports.add("rejected " + detail);
        }
      };

  private Instant now =
      ServerCertificate.read(new TlsFiles(FIRST.certificate(), FIRST.key()))
          .expiresAt()
          .minus(Duration.ofDays(1));

  @BeforeEach
  void write() throws IOException {
    replace("cert.pem", FIRST.certificate());
    replace("key.pem", FIRST.key());
  }

  private void replace(String name, Path source) throws IOException {
    Files.copy(
        source,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private CertificateMonitor started() {
    var files = new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    var monitor = new CertificateMonitor(files, () -> now);
    monitor.begin(listener);
    return monitor;
  }

  @Test
  void the_certificate_of_the_start_is_reported() {
    CertificateMonitor monitor = started();
    monitor.check(listener);

    assertThat(reports).containsExactly("loaded CN=first " + monitor.current().expiresAt());
  }

  @Test
  void changed_files_are_loaded() throws IOException {
    CertificateMonitor monitor = started();
    replace("cert.pem", SECOND.certificate());
    replace("key.pem", SECOND.key());
    monitor.check(listener);
    monitor.check(listener);

    assertThat(monitor.current().subject()).isEqualTo("CN=second");
    assertThat(reports).hasSize(2).last().asString().startsWith("loaded CN=second ");
    assertThat(monitor.gauges())
        .singleElement()
        .extracting(gauge -> gauge.value())
        .isEqualTo(monitor.current().expiresAt().getEpochSecond());
  }

  @Test
  void a_check_between_the_replacement_of_the_two_files_reports_nothing() throws IOException {
    CertificateMonitor monitor = started();
    replace("cert.pem", SECOND.certificate());
    monitor.check(listener);
    assertThat(monitor.current().subject()).isEqualTo("CN=first");

    replace("key.pem", SECOND.key());
    monitor.check(listener);
    assertThat(reports).hasSize(2).last().asString().startsWith("loaded CN=second ");
  }

  @Test
  void files_that_cannot_be_used_are_reported_once_and_the_previous_certificate_is_kept()
      throws IOException {
    CertificateMonitor monitor = started();
    replace("cert.pem", SECOND.certificate());
    for (int check = 0; check < 4; check++) monitor.check(listener);

    assertThat(monitor.current().subject()).isEqualTo("CN=first");
    assertThat(reports)
        .hasSize(2)
        .last()
        .isEqualTo(
            "rejected The private key in %s does not belong to the certificate."
                .formatted(folder.resolve("key.pem")));
  }

  @Test
  void a_missing_file_is_reported_and_its_return_is_not() throws IOException {
    CertificateMonitor monitor = started();
    Files.delete(folder.resolve("key.pem"));
    for (int check = 0; check < 4; check++) monitor.check(listener);
    assertThat(reports).hasSize(2).last().asString().startsWith("rejected Cannot read");

    replace("key.pem", FIRST.key());
    monitor.check(listener);
    assertThat(reports).hasSize(2);
  }

  @Test
  void a_certificate_that_expires_while_the_server_runs_is_reported_once() {
    CertificateMonitor monitor = started();
    now = monitor.current().expiresAt().plus(Duration.ofSeconds(1));
    monitor.check(listener);
    monitor.check(listener);

    assertThat(reports).hasSize(2).last().asString().startsWith("warned the certificate in ");
  }
}
