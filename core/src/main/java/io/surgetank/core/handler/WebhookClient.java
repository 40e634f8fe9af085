package io.surgetank.core.handler;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sending an HTTP request out.
public interface WebhookClient {
  /// Redirects are not followed: a signed request goes where it was meant to go. Lets itself be
  /// interrupted. Throws when no whole reply came.
  WebhookResponse send(WebhookRequest request) throws IOException, InterruptedException;

  /// A POST.
  record WebhookRequest(URI target, Map<String, String> headers, byte[] body) {
    public WebhookRequest {
      headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
  }

  /// What came back.
  ///
  /// @param headers by lower-case name
  /// @param body its first [#MAX_BODY_BYTES] and one more when there were more
  record WebhookResponse(int status, Map<String, List<String>> headers, byte[] body) {
    /// More is not kept as a result and need not be read.
    public static final int MAX_BODY_BYTES = 64 * 1024;

    public WebhookResponse {
      headers = Map.copyOf(headers);
    }
  }
}
