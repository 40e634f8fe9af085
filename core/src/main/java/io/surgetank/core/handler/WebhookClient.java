package io.surgetank.core.handler;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sends HTTP requests.
public interface WebhookClient {
  /// Redirects are not followed: a signed request must go only to its target. Interruptible. Throws
  /// when no complete response was received. Connects only to addresses that the request allows:
  /// those of its host are found and checked for each connection.
  WebhookResponse send(WebhookRequest request) throws IOException, InterruptedException;

  /// A POST.
  record WebhookRequest(
      URI target, Map<String, String> headers, byte[] body, ConnectionSettings connection) {
    public WebhookRequest {
      headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /// With connections as they are made if nothing is configured.
    public WebhookRequest(URI target, Map<String, String> headers, byte[] body) {
      this(target, headers, body, ConnectionSettings.of(target));
    }

    /// Without headers and body, which have secrets.
    @Override
    public String toString() {
      return "POST " + target;
    }
  }

  /// The response.
  ///
  /// @param headers by lower-case name
  /// @param body the first [#MAX_BODY_BYTES], and one more byte when it is longer
  record WebhookResponse(int status, Map<String, List<String>> headers, byte[] body) {
    /// More is not kept as a result, so it is not read.
    public static final int MAX_BODY_BYTES = 64 * 1024;

    public WebhookResponse {
      headers = Map.copyOf(headers);
    }
  }
}
