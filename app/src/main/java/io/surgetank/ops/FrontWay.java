package io.surgetank.ops;

import io.surgetank.api.Front;
import io.surgetank.api.Request;
import io.surgetank.api.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// To a Surgetank within this process: no server runs.
///
/// @param opened what the front stands on, closed with the way
public record FrontWay(String place, Front front, String token, AutoCloseable opened)
    implements Way {
  @Override
  public Answer ask(Question question) {
    String[] target = question.target().split("\\?", 2);
    Map<String, List<String>> headers = new HashMap<>();
    question
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    Response response =
        front.answer(
            new Request(
                question.method(),
                URLDecoder.decode(target[0].replace("+", "%2B"), StandardCharsets.UTF_8),
                target.length > 1 ? target[1] : "",
                headers,
                question.body().getBytes(StandardCharsets.UTF_8)));
    return new Answer(response.status(), new String(response.body(), StandardCharsets.UTF_8));
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
