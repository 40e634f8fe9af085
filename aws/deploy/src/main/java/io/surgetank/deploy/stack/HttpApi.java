package io.surgetank.deploy.stack;

import java.util.List;

/// An HTTP API of API Gateway, payload format 2.0.
public record HttpApi(String name, List<Route> routes, Throttle throttle) {
  public HttpApi {
    routes = List.copyOf(routes);
  }

  /// Which requests go to which function.
  ///
  /// @param key `POST /orders`, `ANY /{proxy+}` or `$default`
  /// @param function a function's name
  public record Route(String key, String function) {}

  /// What the whole API takes before it answers 429.
  ///
  /// @param rate requests a second in the long run
  /// @param burst requests at once
  public record Throttle(int rate, int burst) {}
}
