package io.surgetank.cli.command;

import io.surgetank.http.tls.TlsFiles;
import java.nio.file.Path;
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

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /// Throws [ParameterException] if only one of the files is set.
  TlsChoice choice() {
    if (certificate.isEmpty() && key.isEmpty()) return new TlsChoice.Off();
    if (key.isEmpty())
      throw new ParameterException(command.commandLine(), "--tls-cert requires --tls-key.");
    if (certificate.isEmpty())
      throw new ParameterException(command.commandLine(), "--tls-key requires --tls-cert.");
    return new TlsChoice.On(new TlsFiles(Path.of(certificate), Path.of(key)));
  }
}
