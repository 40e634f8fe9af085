package io.surgetank.cli.command;

import io.surgetank.cli.datadir.ServerFiles;
import io.surgetank.http.tls.ClientCertificate;
import io.surgetank.http.tls.ClientTrust;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which certificates a command trusts, and which one it shows.
final class ClientTlsOptions {
  @Option(
      names = "--ca",
      paramLabel = "FILE",
      defaultValue = "${env:SURGETANK_CA:-}",
      description = {
        "With --url https://…: trust the certificates in this PEM file: that of the authority, or",
        "the server's if it is self-signed. Default: $SURGETANK_CA, else the public authorities."
      })
  private String ca = "";

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      defaultValue = "${env:SURGETANK_CLIENT_CERT:-}",
      description = {
        "The client certificate, a PEM file, for a server that requires one (--tls-client-ca).",
        "Requires --key. Default: $SURGETANK_CLIENT_CERT"
      })
  private String certificate = "";

  @Option(
      names = "--key",
      paramLabel = "FILE",
      defaultValue = "${env:SURGETANK_CLIENT_KEY:-}",
      description = {
        "The private key of --cert: a PEM file in PKCS #8 without a passphrase.",
        "Default: $SURGETANK_CLIENT_KEY"
      })
  private String key = "";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /// Refuses options that would have no effect. Throws [ParameterException].
  void requireUsable(String url) {
    if (command.commandLine().getParseResult().hasMatchedOption("--ca") && url.isEmpty())
      throw new ParameterException(
          command.commandLine(),
          "--ca requires --url: for a --data folder the certificate of its server is used.");
    if (key.isEmpty() && !certificate.isEmpty())
      throw new ParameterException(command.commandLine(), "--cert requires --key.");
    if (certificate.isEmpty() && !key.isEmpty())
      throw new ParameterException(command.commandLine(), "--key requires --cert.");
  }

  /// For the server at `--url`. Throws [java.io.UncheckedIOException] or [IllegalArgumentException]
  /// with a message for the user if a file cannot be used.
  SSLContext forUrl() {
    return ca.isEmpty()
        ? ClientTrust.publicAuthorities(own())
        : ClientTrust.authorities(Path.of(ca), own());
  }

  /// For the server that announced itself in its data folder. Throws as [#forUrl].
  SSLContext forServer(ServerFiles.RunningServer server) {
    return server.certificate().isEmpty()
        ? ClientTrust.publicAuthorities(own())
        : ClientTrust.exactly(Path.of(server.certificate()), own());
  }

  /// For the server on `folder` or, if it is set, at `url`. Throws as [#forUrl].
  Optional<SSLContext> forServerOf(String url, ServerFiles folder) {
    return url.isEmpty() ? folder.server().map(this::forServer) : Optional.of(forUrl());
  }

  private ClientCertificate own() {
    return certificate.isEmpty()
        ? ClientCertificate.NONE
        : ClientCertificate.read(Path.of(certificate), Path.of(key));
  }
}
