package io.surgetank.cli.main;

import io.surgetank.cli.log.AsyncLogWriter;
import io.surgetank.cli.server.PeriodicTask;
import io.surgetank.core.access.JwtSettings.KeySetLocation;
import io.surgetank.core.access.TokenVerifier;
import io.surgetank.core.configuration.LocatedJwtSettings;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.lifecycle.Closer;
import io.surgetank.http.tls.ClientCertificate;
import io.surgetank.http.tls.ClientTrust;
import io.surgetank.http.tls.FilePermissions;
import io.surgetank.jwt.JwtVerifier;
import io.surgetank.jwt.KeySetFile;
import io.surgetank.jwt.KeySetMonitor;
import io.surgetank.jwt.KeySetReader;
import io.surgetank.jwt.KeySetSource;
import io.surgetank.jwt.KeySetUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// The part of a server that accepts JSON Web Tokens. Without them it loads no class of the
/// library.
///
/// @param verifier empty: no tokens are accepted
/// @param gauges metrics of the key set
/// @param condition a message for operators while the key set cannot be read
record JwtWiring(
    Optional<TokenVerifier> verifier,
    Supplier<List<Ledger.Gauge>> gauges,
    Supplier<Optional<String>> condition,
    Start start) {
  /// Keys of tokens that were unknown are looked for at most this late.
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  /// Reads the key set and keeps it up to date.
  interface Start {
    void begin(AsyncLogWriter log, Closer opened);
  }

  static JwtWiring of(Optional<LocatedJwtSettings> jwt, InstantSource clock) {
    return jwt.map(settings -> of(settings, clock))
        .orElseGet(() -> new JwtWiring(Optional.empty(), List::of, Optional::empty, (_, _) -> {}));
  }

  private static JwtWiring of(LocatedJwtSettings jwt, InstantSource clock) {
    var settings = jwt.settings();
    var reader = new KeySetReader(settings.algorithms());
    var monitor =
        switch (settings.keys()) {
          case KeySetLocation.File(var path) ->
              new KeySetMonitor(
                  new KeySetFile(JwtFiles.path(jwt, path)),
                  reader,
                  KeySetMonitor.Schedule.FILE,
                  clock);
          case KeySetLocation.Url(var url, var ca) ->
              new KeySetMonitor(
                  remote(
                      url, ca.isEmpty() ? Optional.empty() : Optional.of(JwtFiles.path(jwt, ca))),
                  reader,
                  KeySetMonitor.Schedule.URL,
                  clock);
        };
    return new JwtWiring(
        Optional.of(new JwtVerifier(settings, monitor, clock)),
        monitor::gauges,
        monitor::condition,
        (log, opened) -> {
          warn(jwt, log);
          begin(monitor, log, opened);
        });
  }

  /// Its keys sign tokens for any principal.
  private static void warn(LocatedJwtSettings jwt, AsyncLogWriter log) {
    if (!(jwt.settings().keys() instanceof KeySetLocation.File(var name))) return;
    Path file = JwtFiles.path(jwt, name);
    if (FilePermissions.areWritable(file)) log.fileWritableByOthers(file);
  }

  private static KeySetSource remote(URI url, Optional<Path> ca) {
    return new KeySetUrl(url, () -> trust(ca));
  }

  private static SSLContext trust(Optional<Path> ca) {
    return ca.isPresent()
        ? ClientTrust.authorities(ca.get(), ClientCertificate.NONE)
        : ClientTrust.publicAuthorities(ClientCertificate.NONE);
  }

  /// The first read does not delay the start: an issuer that does not answer must not prevent it.
  private static void begin(KeySetMonitor monitor, AsyncLogWriter log, Closer opened) {
    var listener = listener(log);
    Thread.ofVirtual().name("jwks").start(() -> monitor.runOnce(listener));
    opened.add(new PeriodicTask(CHECK_INTERVAL, () -> monitor.runOnce(listener)));
    opened.add(monitor);
  }

  private static KeySetMonitor.Listener listener(AsyncLogWriter log) {
    return new KeySetMonitor.Listener() {
      @Override
      public void loaded(int keys, List<String> ignored) {
        log.keySetLoaded(keys, ignored);
      }

      @Override
      public void failed(String detail) {
        log.keySetFailed(detail);
      }

      @Override
      public void expired(String detail) {
        log.keySetExpired(detail);
      }
    };
  }
}
