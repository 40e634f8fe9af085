package io.surgetank.local.lambda;

import java.time.Duration;

/// Limits for all functions of the account.
///
/// @param concurrency of all invocations, reserved concurrency included
/// @param init timeout of initialization; after it, the environment is initialized again within the
///   invocation
/// @param idle how long an idle environment is kept; AWS does not document its time
/// @param shutdown time between SIGTERM and SIGKILL; without extensions Lambda gives none
public record LambdaLimits(int concurrency, Duration init, Duration idle, Duration shutdown) {
  /// A new account has 10; init has 10 s
  /// (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
  public static final LambdaLimits DEFAULT =
      new LambdaLimits(10, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMillis(500));

  /// The limit of the payload and the response of a synchronous invocation
  /// (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
  public static final int MAX_PAYLOAD_BYTES = 6 * 1024 * 1024 + 100;

  public LambdaLimits {
    if (concurrency < 1) throw new IllegalArgumentException("concurrency must be at least 1");
  }

  public LambdaLimits withConcurrency(int calls) {
    return new LambdaLimits(calls, init, idle, shutdown);
  }
}
