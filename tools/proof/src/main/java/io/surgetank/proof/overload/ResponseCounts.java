package io.surgetank.proof.overload;

/// How submissions were answered.
///
/// @param unavailable refused with 503
/// @param rateLimited refused with 429
/// @param withoutRetryAfter refused without a `Retry-After`
/// @param failed any other response, or none
record ResponseCounts(
    long accepted, long unavailable, long rateLimited, long withoutRetryAfter, long failed) {
  long refused() {
    return unavailable + rateLimited;
  }

  long all() {
    return accepted + refused() + failed;
  }

  ResponseCounts plus(ResponseCounts other) {
    return new ResponseCounts(
        accepted + other.accepted,
        unavailable + other.unavailable,
        rateLimited + other.rateLimited,
        withoutRetryAfter + other.withoutRetryAfter,
        failed + other.failed);
  }
}
