package io.surgetank.runtime.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;

/// Describes why a receiver could not be reached, with its host and port.
final class ConnectionErrors {
  private ConnectionErrors() {}

  static IOException describe(HttpHost target, IOException why) {
    IOException cause = why instanceof StaleConnectionExecutor.NoResponse stale ? stale.why() : why;
    return new IOException(message(where(target), cause), cause);
  }

  private static String where(HttpHost target) {
    int standard = "https".equals(target.getSchemeName()) ? 443 : 80;
    return target.getPort() < 0
        ? new HttpHost(target.getSchemeName(), target.getHostName(), standard).toHostString()
        : target.toHostString();
  }

  private static String message(String where, IOException cause) {
    return switch (cause) {
      case UnknownHostException _ -> "the host of " + where + " cannot be resolved";
      case ConnectTimeoutException _ -> where + " did not accept the connection within 5 s";
      case NoRouteToHostException _ -> "there is no route to " + where;
      case ConnectException refused -> "no connection to " + where + ": " + inner(refused);
      case SSLException tls -> "TLS with " + where + " failed: " + tls.getMessage();
      case NoHttpResponseException _ -> where + " closed the connection without a reply";
      default -> "the exchange with " + where + " failed: " + reason(cause);
    };
  }

  /// The client's own text repeats the host.
  private static String inner(ConnectException refused) {
    String text = reason(refused);
    int last = text.lastIndexOf("failed: ");
    return last < 0 ? text : text.substring(last + "failed: ".length());
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
