package io.surgetank.cli.ops;

import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Calls the API within this process, without a server.
///
/// @param opened resources of the request handler, closed with this transport
public record InProcessTransport(
    String target, RequestHandler requestHandler, String token, AutoCloseable opened)
    implements OpsTransport {
  @Override
  public OpsResponse ask(OpsRequest opsRequest) {
    String[] parts = opsRequest.target().split("\\?", 2);
    Map<String, List<String>> headers = new HashMap<>();
    opsRequest
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    Response response =
        requestHandler.answer(
            new Request(
                opsRequest.method(),
                URLDecoder.decode(parts[0].replace("+", "%2B"), StandardCharsets.UTF_8),
                parts.length > 1 ? parts[1] : "",
                headers,
                opsRequest.body().getBytes(StandardCharsets.UTF_8)));
    return new OpsResponse(response.status(), new String(response.body(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      opened.close();
    } catch (Exception unclosed) {
      throw new IllegalStateException("cannot close the connection to AWS", unclosed);
    }
  }
}
