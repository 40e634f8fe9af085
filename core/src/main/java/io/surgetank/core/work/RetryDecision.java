package io.surgetank.core.work;

import io.surgetank.core.pipeline.RetryPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Decides what follows a failed attempt: a retry, or the end. Pure, so that all backends decide
/// alike.
public final class RetryDecision {
  /// The failure of an attempt whose worker never reported.
  public static final String LEASE_RAN_OUT = "the lease expired before the attempt was settled";

  /// The failure of an attempt that was running when the process died.
  public static final String PROCESS_DIED = "the process died during the attempt";

  /// The failure of an attempt whose handler called `System.exit`.
  public static final String ENDED_THE_PROCESS = "the handler ended the process";

  private RetryDecision() {}

  /// After a failure: waits by the policy.
  public static Outcome afterFailure(
      RetryPolicy policy, int attempt, Failure failure, RandomGenerator random) {
    if (policy.isLast(attempt)) return new Outcome.Dead(failure.text(), failure.stackTrace());
    return new Outcome.Retry(
        policy.waitAfter(attempt, random), failure.text(), failure.stackTrace());
  }

  /// After a failure with a wait that the handler requests, such as a `Retry-After` from a
  /// receiver. The wait may exceed the policy's cap, because the handler knows more than the
  /// policy; it is limited to [RetryPolicy#MAX_WAIT], because no backend can wait longer.
  public static Outcome afterRequest(RetryPolicy policy, int attempt, Outcome.Retry requested) {
    if (policy.isLast(attempt))
      return new Outcome.Dead(requested.failure(), requested.stackTrace());
    Duration wait =
        requested.after().compareTo(RetryPolicy.MAX_WAIT) > 0
            ? RetryPolicy.MAX_WAIT
            : requested.after();
    return new Outcome.Retry(wait, requested.failure(), requested.stackTrace());
  }

  /// After an attempt without an outcome: the process died or the lease expired. It counts as an
  /// attempt, so that a job that kills its process is not retried for ever. The next attempt is due
  /// at once: the lease was a wait already, and SQS does the same.
  public static Outcome afterAbandonment(RetryPolicy policy, int attempt, String failure) {
    if (policy.isLast(attempt)) return new Outcome.Dead(failure);
    return new Outcome.Retry(Duration.ZERO, failure);
  }
}
