package io.surgetank.local.gateway;

import java.time.Duration;

/// What an HTTP API bears
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
///
/// @param body of a request
/// @param integration how long a function may take before the client is told so; the function goes
///   on
public record HttpApiLimits(int body, Duration integration) {
  public static final HttpApiLimits DEFAULT =
      new HttpApiLimits(10 * 1024 * 1024, Duration.ofSeconds(30));

  /// Request line and headers together.
  static final int MAX_HEADER_BYTES = 10_240;
}
