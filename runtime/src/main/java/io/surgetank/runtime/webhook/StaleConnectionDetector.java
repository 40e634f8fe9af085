package io.surgetank.runtime.webhook;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/// Detects a request that failed on a reused connection before any byte of a response: the receiver
/// had closed the connection, or was about to.
final class StaleConnectionDetector extends HttpRequestExecutor {
  static final class NoResponse extends IOException {
    private static final long serialVersionUID = 1L;

    NoResponse(IOException cause) {
      super(cause);
    }

    IOException why() {
      return getCause() instanceof IOException why ? why : this;
    }
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpResponseInformationCallback callback,
      HttpContext context)
      throws IOException, HttpException {
    @Nullable EndpointDetails details = connection.getEndpointDetails();
    long replies = details == null ? 0 : details.getResponseCount();
    long bytes = details == null ? 0 : details.getReceivedBytesCount();
    try {
      return super.execute(request, connection, callback, context);
    } catch (IOException failed) {
      if (details != null && replies > 0 && details.getReceivedBytesCount() == bytes)
        throw new NoResponse(failed);
      throw failed;
    }
  }
}
