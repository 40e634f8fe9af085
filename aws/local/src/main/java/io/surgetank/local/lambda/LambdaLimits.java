package io.surgetank.local.lambda;

import java.time.Duration;

/// What holds for all functions of the account.
///
/// @param concurrency how many calls run at once; what functions reserve is taken from it
/// @param init how long an environment may take to begin before it is begun again within a call
/// @param idle how long an environment without work is kept; AWS does not say how long it does
/// @param farewell how long a process has between SIGTERM and SIGKILL; without extensions Lambda
///   itself gives it nothing
public record LambdaLimits(int concurrency, Duration init, Duration idle, Duration farewell) {
  /// A new account has 10; init has 10 s
  /// (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
  public static final LambdaLimits DEFAULT =
      new LambdaLimits(10, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMillis(500));

  /// What a synchronous call may hand over or get back: 6 MB and a little
  /// (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
  public static final int MAX_PAYLOAD_BYTES = 6 * 1024 * 1024 + 100;

  public LambdaLimits {
    if (concurrency < 1) throw new IllegalArgumentException("an account runs at least one call");
  }

  public LambdaLimits withConcurrency(int calls) {
    return new LambdaLimits(calls, init, idle, farewell);
  }
}
