package io.surgetank.cli.command;

import io.surgetank.http.tls.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The certificate of the server.
final class TlsOptions {
  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      defaultValue = "${env:SURGETANK_TLS_CERT:-}",
      description = {
        "Serve HTTPS with the certificate chain in this PEM file, the server's certificate first.",
        "Requires --tls-key. Loaded again when it changes. Default: $SURGETANK_TLS_CERT, else HTTP"
      })
  private String certificate = "";

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      defaultValue = "${env:SURGETANK_TLS_KEY:-}",
      description = {
        "The private key of --tls-cert: a PEM file in PKCS #8 without a passphrase.",
        "Default: $SURGETANK_TLS_KEY"
      })
  private String key = "";

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      defaultValue = "${env:SURGETANK_TLS_CLIENT_CA:-}",
      description = {
        "Refuse every request but health checks from clients without a certificate that an authority",
        "in this PEM file issued. Requires --tls-cert. Default: $SURGETANK_TLS_CLIENT_CA"
      })
  private String clientAuthorities = "";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /// Throws [ParameterException] if a file is set without one that it requires.
  TlsChoice choice() {
    if (certificate.isEmpty() && key.isEmpty()) {
      if (clientAuthorities.isEmpty()) return new TlsChoice.Off();
      throw new ParameterException(
          command.commandLine(), "--tls-client-ca requires --tls-cert and --tls-key.");
    }
    if (key.isEmpty())
      throw new ParameterException(command.commandLine(), "--tls-cert requires --tls-key.");
    if (certificate.isEmpty())
      throw new ParameterException(command.commandLine(), "--tls-key requires --tls-cert.");
    Optional<Path> authorities =
        clientAuthorities.isEmpty() ? Optional.empty() : Optional.of(Path.of(clientAuthorities));
    return new TlsChoice.On(new TlsFiles(Path.of(certificate), Path.of(key), authorities));
  }
}
