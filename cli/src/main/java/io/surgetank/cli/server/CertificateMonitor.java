package io.surgetank.cli.server;

import io.surgetank.core.ledger.Ledger;
import io.surgetank.http.tls.ServerCertificate;
import io.surgetank.http.tls.TlsFiles;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The certificate of the server. Loads it again when its files change; if they cannot be used,
/// keeps the previous one. [#current()] and [#gauges()] may be called by any thread, [#check] by
/// one.
public final class CertificateMonitor {
  private final TlsFiles files;
  private final InstantSource clock;
  private volatile ServerCertificate current;
  private String digest;

  /// Of files that cannot be used.
  private String unusable = "";

  private boolean isRejected;
  private List<String> warnings = List.of();

  /// Receives what operators should know.
  public interface Listener {
    void loaded(String subject, Instant expiresAt);

    /// The certificate is used nevertheless.
    void warned(String detail);

    /// The previous one is used.
    void rejected(String detail);
  }

  /// Throws [UncheckedIOException] or [IllegalArgumentException] with a message for the user if the
  /// files cannot be used.
  public CertificateMonitor(TlsFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
    // Before the files are read: a change in between is found by the next check.
    this.digest = files.digest();
    this.current = ServerCertificate.read(files);
  }

  /// Reports the certificate of the start.
  public void begin(Listener listener) {
    listener.loaded(current.subject(), current.expiresAt());
    warn(listener);
  }

  /// Called periodically.
  public void check(Listener listener) {
    try {
      String found = files.digest();
      if (!found.equals(digest)) load(found, listener);
      else restored();
    } catch (UncheckedIOException unread) {
      reject("", unread, listener);
    }
    warn(listener);
  }

  private void load(String found, Listener listener) {
    try {
      current = ServerCertificate.read(files);
      digest = found;
      restored();
      listener.loaded(current.subject(), current.expiresAt());
    } catch (UncheckedIOException | IllegalArgumentException invalid) {
      reject(found, invalid, listener);
    }
  }

  private void restored() {
    unusable = "";
    isRejected = false;
  }

  /// Reports it once, and only if the next check finds the same: between the replacement of one
  /// file and of the other they do not match.
  private void reject(String found, RuntimeException reason, Listener listener) {
    String state = found + reason.getMessage();
    if (!state.equals(unusable)) {
      unusable = state;
      isRejected = false;
    } else if (!isRejected) {
      isRejected = true;
      listener.rejected(ErrorMessages.of(reason));
    }
  }

  /// Reports each warning once; a certificate may expire while the server runs.
  private void warn(Listener listener) {
    List<String> found = current.warnings(clock.instant());
    found.stream().filter(each -> !warnings.contains(each)).forEach(listener::warned);
    warnings = found;
  }

  /// For the next connection.
  public ServerCertificate current() {
    return current;
  }

  /// For `/metrics`.
  public List<Ledger.Gauge> gauges() {
    return List.of(
        new Ledger.Gauge(
            "tls_certificate_expiry_timestamp_seconds",
            "When the TLS certificate of the server expires, in seconds since 1970.",
            current.expiresAt().getEpochSecond()));
  }
}
