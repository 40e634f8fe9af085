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

/// To a Surgetank within this process: no server runs.
///
/// @param opened what the front stands on, closed with the way
public record InProcessTransport(
    String place, RequestHandler requestHandler, String token, AutoCloseable opened)
    implements OpsTransport {
  @Override
  public OpsResponse ask(OpsRequest opsRequest) {
    String[] target = opsRequest.target().split("\\?", 2);
    Map<String, List<String>> headers = new HashMap<>();
    opsRequest
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    Response response =
        requestHandler.answer(
            new Request(
                opsRequest.method(),
                URLDecoder.decode(target[0].replace("+", "%2B"), StandardCharsets.UTF_8),
                target.length > 1 ? target[1] : "",
                headers,
                opsRequest.body().getBytes(StandardCharsets.UTF_8)));
    return new OpsResponse(response.status(), new String(response.body(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      opened.close();
    } catch (Exception unclosed) {
      throw new IllegalStateException("not closed in good order", unclosed);
    }
  }
}
