package io.surgetank.cli.command;

import io.surgetank.http.tls.TlsFiles;

/// Whether the server uses TLS.
public sealed interface TlsChoice {
  record Off() implements TlsChoice {}

  record On(TlsFiles files) implements TlsChoice {}
}
