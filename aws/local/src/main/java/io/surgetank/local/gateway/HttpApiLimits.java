package io.surgetank.local.gateway;

import java.time.Duration;

/// The limits of an HTTP API
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
///
/// @param body of a request, in bytes
/// @param integration timeout of the response to the client; the function continues
public record HttpApiLimits(int body, Duration integration) {
  public static final HttpApiLimits DEFAULT =
      new HttpApiLimits(10 * 1024 * 1024, Duration.ofSeconds(30));

  /// Request line and headers together.
  static final int MAX_HEADER_BYTES = 10_240;
}
