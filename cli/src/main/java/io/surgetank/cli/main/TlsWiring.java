package io.surgetank.cli.main;

import io.surgetank.cli.command.TlsChoice;
import io.surgetank.cli.datadir.ServerFiles;
import io.surgetank.cli.log.AsyncLogWriter;
import io.surgetank.cli.server.CertificateMonitor;
import io.surgetank.cli.server.PeriodicTask;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.lifecycle.Closer;
import io.surgetank.http.tls.TransportSecurity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// The TLS part of a server.
///
/// @param security how connections are protected
/// @param certificate the file of the certificate; empty without TLS
/// @param gauges metrics of the certificate
record TlsWiring(
    TransportSecurity security,
    String certificate,
    Supplier<List<Ledger.Gauge>> gauges,
    Start start) {
  /// Changed certificates are loaded at most this late.
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);

  /// Reports the certificate and watches its files.
  interface Start {
    void begin(AsyncLogWriter log, Closer opened);
  }

  /// Throws [java.io.UncheckedIOException] or [IllegalArgumentException] with a message for the
  /// user if the files cannot be used.
  static TlsWiring of(TlsChoice choice, InstantSource clock) {
    return switch (choice) {
      case TlsChoice.Off() ->
          new TlsWiring(new TransportSecurity.PlainText(), "", List::of, (_, _) -> {});
      case TlsChoice.On(var files) -> {
        // Before the JDK reads it: each renegotiation of TLS 1.2 costs the server a signature.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        var monitor = new CertificateMonitor(files, clock);
        yield new TlsWiring(
            new TransportSecurity.Tls(monitor::current),
            files.certificate().toAbsolutePath().toString(),
            monitor::gauges,
            (log, opened) -> {
              var listener = listener(log);
              monitor.begin(listener);
              opened.add(new PeriodicTask(CHECK_INTERVAL, () -> monitor.check(listener)));
            });
      }
    };
  }

  /// What commands on the same machine need to know of the server at `url`.
  ServerFiles.RunningServer announcement(String url) {
    return new ServerFiles.RunningServer(url, ProcessHandle.current().pid(), certificate);
  }

  private static CertificateMonitor.Listener listener(AsyncLogWriter log) {
    return new CertificateMonitor.Listener() {
      @Override
      public void loaded(String subject, Instant expiresAt) {
        log.certificateLoaded(subject, expiresAt);
      }

      @Override
      public void warned(String detail) {
        log.certificateWarning(detail);
      }

      @Override
      public void rejected(String detail) {
        log.certificateRejected(detail);
      }
    };
  }
}
