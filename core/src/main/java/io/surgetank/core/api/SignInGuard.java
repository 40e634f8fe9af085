package io.surgetank.core.api;

import io.surgetank.core.access.SignInLimiter;

/// The response to a request that was not authenticated: after too many failures from its address,
/// a 429 in place of the 401.
record SignInGuard(SignInLimiter limiter) {

  /// @param challenge why it was not authenticated
  Problem answer(Request head, Problem challenge) {
    // A request without credentials is no sign-in.
    boolean isFailure =
        challenge.kind() == Problem.Kind.UNAUTHORIZED
            && head.headers().containsKey("authorization")
            && !head.client().address().isEmpty();
    if (!isFailure) return challenge;
    return limiter
        .failed(head.client().address())
        .map(wait ->
            Problem.wait(
                Problem.Kind.SIGN_INS,
                "too many requests with invalid credentials from this address; valid ones are not limited",
                wait))
        .orElse(challenge);
  }
}
