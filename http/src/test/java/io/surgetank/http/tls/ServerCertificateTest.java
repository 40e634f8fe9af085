package io.surgetank.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.testkit.wire.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCertificateTest {
  private static final TestCertificate VALID = TestCertificate.create("-validity", "90");

  @TempDir private Path folder = Path.of("");

  private static ServerCertificate read(Path certificate, Path key) {
    return ServerCertificate.read(new TlsFiles(certificate, key));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("file.pem"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void keys_of_common_algorithms_can_be_used(String algorithm) {
    var created = TestCertificate.create("-keyalg", algorithm, "-dname", "CN=one, O=two");

    assertThat(read(created.certificate(), created.key()).subject()).isEqualTo("CN=one,O=two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void a_key_of_another_certificate_is_refused(String algorithm) {
    Path certificate = TestCertificate.create("-keyalg", algorithm).certificate();
    Path key = TestCertificate.create("-keyalg", algorithm).key();

    assertThatThrownBy(() -> read(certificate, key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the private key in %s does not belong to the certificate", key);
  }

  @Test
  void a_key_of_another_algorithm_is_refused() {
    Path key = TestCertificate.create("-keyalg", "RSA").key();

    assertThatThrownBy(() -> read(VALID.certificate(), key))
        .hasMessageContaining("damaged, or not an EC key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
  void a_key_in_another_format_is_refused_with_the_command_that_converts_it(String label)
      throws IOException {
    Path key = file("-----BEGIN %s-----\nAAAA\n-----END %s-----\n".formatted(label, label));

    assertThatThrownBy(() -> read(VALID.certificate(), key))
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + key);
  }

  @Test
  void an_encrypted_key_of_openssl_in_its_older_format_is_refused() throws IOException {
    Path key =
        file(
            """
            -----BEGIN RSA PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-256-CBC,00

            AAAA
            -----END RSA PRIVATE KEY-----
            """);

    assertThatThrownBy(() -> read(VALID.certificate(), key))
        .hasMessageContaining("is not in PKCS #8");
  }

  @Test
  void files_given_in_the_wrong_order_are_refused() {
    assertThatThrownBy(() -> read(VALID.key(), VALID.certificate()))
        .hasMessageContaining("has no certificate in PEM format");
    assertThatThrownBy(() -> read(VALID.certificate(), VALID.certificate()))
        .hasMessageContaining("has no private key in PEM format");
  }

  @Test
  void a_damaged_certificate_is_refused() throws IOException {
    String text = Files.readString(VALID.certificate());
    Path damaged = file(text.replaceFirst("M", "N"));

    assertThatThrownBy(() -> read(damaged, VALID.key()))
        .hasMessage("certificate 1 in %s cannot be decoded", damaged);
  }

  @Test
  void a_chain_out_of_order_is_refused() throws IOException {
    Path other = TestCertificate.create("-dname", "CN=other").certificate();
    Path chain = file(Files.readString(VALID.certificate()) + Files.readString(other));

    assertThatThrownBy(() -> read(chain, VALID.key()))
        .hasMessageContaining("certificate 2 in %s did not issue certificate 1", chain);
  }

  @Test
  void one_file_may_have_the_certificate_and_the_key() throws IOException {
    Path both = file(Files.readString(VALID.key()) + Files.readString(VALID.certificate()));

    assertThat(read(both, both).subject()).isEqualTo("CN=localhost");
  }

  @Test
  void a_missing_file_is_refused() {
    Path missing = folder.resolve("missing.pem");

    assertThatThrownBy(() -> read(missing, VALID.key()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot read " + missing);
  }

  @Test
  void a_certificate_outside_its_validity_is_used_with_a_warning_that_has_the_date() {
    var certificate = read(VALID.certificate(), VALID.key());
    Instant end = certificate.expiresAt();

    assertThat(certificate.warnings(end.minus(Duration.ofDays(1)))).isEmpty();
    assertThat(certificate.warnings(end.plus(Duration.ofDays(1))))
        .isEqualTo(
            List.of(
                "the certificate in %s expired at %s: clients refuse it"
                    .formatted(VALID.certificate(), end)));
    assertThat(certificate.warnings(end.minus(Duration.ofDays(100))))
        .singleElement()
        .asString()
        .contains("is not valid before " + end.minus(Duration.ofDays(90)));
  }

  @Test
  void a_key_that_every_user_can_read_is_used_with_a_warning() throws IOException {
    Path key = file(Files.readString(VALID.key()));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    var certificate = read(VALID.certificate(), key);

    Instant valid = certificate.expiresAt().minus(Duration.ofDays(1));
    assertThat(certificate.warnings(valid)).singleElement().asString().endsWith("run chmod 600");

    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(certificate.warnings(valid)).isEmpty();
  }
}
