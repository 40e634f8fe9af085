package io.surgetank.core.api;

import io.surgetank.core.access.SignInLimiter;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The response to a request that was not authenticated: after too many failures from its address,
/// a 429 in place of the 401. Failures that are not limited are reported.
final class SignInGuard {
  /// Of all addresses together: an attack must not fill the log.
  private static final SignInLimiter.Rate REPORTS =
      new SignInLimiter.Rate(100, Duration.ofMillis(200));

  private final SignInListener listener;
  private final SignInLimiter addresses;
  private final SignInLimiter reports;

  SignInGuard(SignInListener listener, LongSupplier nanoTime) {
    this.listener = listener;
    this.addresses = new SignInLimiter(SignInLimiter.PER_ADDRESS, nanoTime);
    this.reports = new SignInLimiter(REPORTS, nanoTime);
  }

  /// @param challenge why it was not authenticated
  Problem answer(Request head, Problem challenge) {
    String address = head.client().address();
    // A request without credentials is no sign-in.
    boolean isFailure =
        challenge.kind() == Problem.Kind.UNAUTHORIZED
            && head.headers().containsKey("authorization")
            && !address.isEmpty();
    if (!isFailure) return challenge;
    var wait = addresses.failed(address);
    if (wait.isPresent())
      return Problem.wait(
          Problem.Kind.SIGN_INS,
          "too many requests with invalid credentials from this address; valid ones are not"
              + " limited",
          wait.get());
    if (reports.failed("").isEmpty()) listener.refused(address, challenge.detail());
    return challenge;
  }
}
