package io.surgetank.runtime.webhook;

import io.surgetank.core.handler.ConnectionErrorMessages;
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
    IOException cause = why instanceof StaleConnectionDetector.NoResponse stale ? stale.why() : why;
    return new IOException(message(new ConnectionErrorMessages(where(target)), cause), cause);
  }

  private static String where(HttpHost target) {
    int standard = "https".equals(target.getSchemeName()) ? 443 : 80;
    return target.getPort() < 0
        ? new HttpHost(target.getSchemeName(), target.getHostName(), standard).toHostString()
        : target.toHostString();
  }

  private static String message(ConnectionErrorMessages errors, IOException cause) {
    return switch (cause) {
      case CheckedDnsResolver.Refused unlisted -> errors.refused(unlisted.why());
      case UnknownHostException _ -> errors.unresolved();
      case ConnectTimeoutException _ -> errors.notAccepted();
      case NoRouteToHostException _ -> errors.noRoute();
      case ConnectException refused -> errors.notConnected(inner(refused));
      case SSLException tls -> errors.tlsFailed(ConnectionErrorMessages.reason(tls));
      case NoHttpResponseException _ -> errors.noReply();
      default -> errors.failed(cause);
    };
  }

  /// The client's own text repeats the host.
  private static String inner(ConnectException refused) {
    String text = ConnectionErrorMessages.reason(refused);
    int last = text.lastIndexOf("failed: ");
    return last < 0 ? text : text.substring(last + "failed: ".length());
  }
}
