package io.surgetank.runtime.webhook;

import io.surgetank.core.handler.WebhookClient.WebhookRequest;
import io.surgetank.core.handler.WebhookClient.WebhookResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/// One request and its response. The request is sent again if the receiver closed a reused
/// connection at the same moment: that is not a failure, and the request carries an idempotency
/// key.
final class WebhookCall {
  private final ApacheConnections connections;
  private final WebhookRequest request;
  private final HttpHost target;
  private volatile boolean cancelled;
  private volatile @Nullable HttpPost current;

  WebhookCall(ApacheConnections connections, WebhookRequest request) {
    this.connections = connections;
    this.request = request;
    this.target = host(request.target());
  }

  HttpHost target() {
    return target;
  }

  boolean isCancelled() {
    return cancelled;
  }

  void cancel() {
    cancelled = true;
    HttpPost post = current;
    if (post != null) post.cancel();
  }

  WebhookResponse reply() throws IOException {
    try {
      return send();
    } catch (StaleConnectionDetector.NoResponse stale) {
      if (cancelled) throw stale;
      // Other idle connections may be stale too.
      connections.closeIdle();
      return send();
    }
  }

  private WebhookResponse send() throws IOException {
    URI uri = request.target();
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    var post = new HttpPost(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    request.headers().forEach(post::setHeader);
    post.setEntity(new ByteArrayEntity(request.body(), null));
    current = post;
    if (cancelled) post.cancel();
    try (ClassicHttpResponse response = connections.client().executeOpen(target, post, null)) {
      return new WebhookResponse(response.getCode(), headers(response), body(response));
    }
  }

  private static byte[] body(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) return new byte[0];
    try (InputStream body = entity.getContent()) {
      return body.readNBytes(WebhookResponse.MAX_BODY_BYTES + 1);
    }
  }

  private static Map<String, List<String>> headers(ClassicHttpResponse response) {
    var headers = new HashMap<String, List<String>>();
    for (Header header : response.getHeaders())
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(header.getValue() == null ? "" : header.getValue());
    return headers;
  }

  /// Parses the authority: [URI#getHost()] returns null for names with an underscore.
  private static HttpHost host(URI uri) {
    String authority = uri.getRawAuthority();
    int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
    String host = end < 0 ? authority : authority.substring(0, end);
    boolean hasPort = end >= 0 && end + 1 < authority.length();
    int port = hasPort ? Integer.parseInt(authority.substring(end + 1)) : -1;
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new HttpHost(uri.getScheme(), name, port);
  }
}
