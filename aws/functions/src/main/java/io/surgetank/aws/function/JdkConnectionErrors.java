package io.surgetank.aws.function;

import io.surgetank.core.handler.ConnectionErrorMessages;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Describes failures of the JDK's HTTP client, whose own texts have neither host nor port.
final class JdkConnectionErrors {
  /// Chains are shorter; a chain may be circular.
  private static final int MAX_CAUSES = 10;

  private JdkConnectionErrors() {}

  static IOException describe(URI target, IOException why) {
    return new IOException(message(ConnectionErrorMessages.of(target), why), why);
  }

  private static String message(ConnectionErrorMessages errors, IOException why) {
    if (has(UnknownHostException.class, why) || has(UnresolvedAddressException.class, why))
      return errors.unresolved();
    if (why instanceof HttpConnectTimeoutException) return errors.notAccepted();
    if (has(NoRouteToHostException.class, why)) return errors.noRoute();
    if (has(SSLException.class, why))
      return errors.tlsFailed(
          ConnectionErrorMessages.reason(cause(SSLException.class, why).orElseThrow()));
    // Its messages are empty, and its causes are closed channels.
    if (why instanceof ConnectException)
      return errors.notConnected(
          Optional.ofNullable(why.getMessage()).orElse("Connection refused"));
    if (has(EOFException.class, why)) return errors.noReply();
    return errors.failed(why);
  }

  private static boolean has(Class<? extends Throwable> type, Throwable why) {
    return cause(type, why).isPresent();
  }

  private static <T extends Throwable> Optional<T> cause(Class<T> type, Throwable why) {
    Optional<Throwable> at = Optional.of(why);
    for (int depth = 0; at.isPresent() && depth < MAX_CAUSES; depth++) {
      if (type.isInstance(at.get())) return at.map(type::cast);
      at = at.map(Throwable::getCause);
    }
    return Optional.empty();
  }
}
