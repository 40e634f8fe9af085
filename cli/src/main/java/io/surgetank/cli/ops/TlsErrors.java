package io.surgetank.cli.ops;

import java.io.IOException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// Why a connection by TLS failed, with what to do about it.
final class TlsErrors {
  private TlsErrors() {}

  /// Empty if TLS is not the reason.
  static Optional<String> message(IOException failed, String url) {
    if (causes(failed).noneMatch(SSLException.class::isInstance)) return Optional.empty();
    if (causes(failed).anyMatch(CertificateExpiredException.class::isInstance))
      return Optional.of("the certificate of " + url + " has expired; renew it");
    if (causes(failed).anyMatch(CertificateNotYetValidException.class::isInstance))
      return Optional.of(
          "the certificate of " + url + " is not valid yet; check the clocks of both machines");
    String reason = reason(failed);
    if (reason.contains("plaintext connection") || reason.contains("unrecognized SSL message"))
      return Optional.of(url + " does not use TLS; set --url to http://");
    if (reason.startsWith("No subject alternative") || reason.startsWith("No name matching"))
      return Optional.of(
          "the certificate of "
              + url
              + " is for another host (%s); set --url to a name in the certificate"
                  .formatted(reason));
    if (reason.contains("fatal alert") && reason.contains("certificate"))
      return Optional.of(
          url
              + " refused the client certificate; set --cert to a valid one of an authority that it"
              + " accepts");
    if (reason.contains("certification path") || reason.contains("not the certificate"))
      return Optional.of(
          "the certificate of "
              + url
              + " is not trusted; set --ca to the certificate of its authority in PEM format, or to"
              + " the server's certificate if it is self-signed");
    return Optional.of("the TLS handshake with %s failed (%s)".formatted(url, reason));
  }

  /// The message of the innermost cause.
  private static String reason(IOException failed) {
    Throwable innermost = causes(failed).reduce(failed, (_, next) -> next);
    return Objects.requireNonNullElse(innermost.getMessage(), "no reason");
  }

  private static Stream<Throwable> causes(Throwable failed) {
    // A cycle of causes is possible; no real chain is this long.
    return Stream.<Throwable>iterate(failed, Objects::nonNull, Throwable::getCause).limit(20);
  }
}
